package io.vedette.broker.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.broker.intake.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A metric as people read it.
 *
 * @param type one of i I l L n s h H
 * @param value a number, a text, a histogram's binary form in base64, or null for what is there without a value
 */
record ShownSample(
        @JsonProperty("_type") String type,

        @JsonProperty("_value") @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
        Object value) {

    static Map<String, ShownSample> byName(List<Sample> samples) {
        Map<String, ShownSample> shown = new LinkedHashMap<>();
        samples.forEach(sample -> shown.put(sample.name(), of(sample)));
        return shown;
    }

    private static ShownSample of(Sample sample) {
        return new ShownSample(String.valueOf(sample.type().code()), sample.missing() ? null : value(sample));
    }

    private static @Nullable Object value(Sample sample) {
        return switch (sample.type()) {
            case INT32, UINT32, INT64 -> sample.bits();
            case UINT64 -> Long.toUnsignedString(sample.bits());
            case DOUBLE -> Double.longBitsToDouble(sample.bits());
            case TEXT -> sample.text();
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> sample.histogram();
        };
    }
}
