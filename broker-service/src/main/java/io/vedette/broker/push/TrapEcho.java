package io.vedette.broker.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a sender with the debug header is shown of its own push: the first metrics of it, as they were understood. */
final class TrapEcho {
    private static final int MOST = 1000;

    private final Map<String, Seen> metrics = new LinkedHashMap<>();

    /** One metric as it was understood; a histogram in Base64. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Seen(
            @JsonProperty("_type") String type,
            @JsonProperty("_value") @Nullable Object value) {}

    void add(Sample sample) {
        if (metrics.size() < MOST || metrics.containsKey(sample.name())) {
            String code = String.valueOf(sample.type().code());
            metrics.put(sample.name(), new Seen(code, sample.missing() ? null : value(sample)));
        }
    }

    Map<String, Seen> metrics() {
        return metrics;
    }

    private static @Nullable Object value(Sample sample) {
        byte[] histogram = sample.histogram();
        if (histogram != null) {
            return Base64.getEncoder().encodeToString(histogram);
        }
        if (sample.type() == MetricType.TEXT) {
            return sample.text();
        }
        return sample.type() == MetricType.DOUBLE ? (Object) Double.longBitsToDouble(sample.bits()) : sample.bits();
    }
}
