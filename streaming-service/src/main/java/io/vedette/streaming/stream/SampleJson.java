package io.vedette.streaming.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Data of the event {@code sample}.
 *
 * @param stream {@code <check uuid>/<metric name>}
 * @param time the sample's own time, epoch ms
 * @param value number, text, histogram as base64; null is present but null
 * @param type one of {@code i I l L n s h H}
 * @param kind {@code period}: counts in rollups and rules; {@code live}: for the eyes alone
 */
@JsonInclude(Include.ALWAYS)
record SampleJson(String stream, long time, @Nullable Object value, String type, String kind) {

    static SampleJson of(Sample sample) {
        return new SampleJson(
                sample.stream().toString(),
                sample.timeMs(),
                sample.value(),
                String.valueOf(sample.type().code()),
                sample.kind() == BatchKind.PERIOD ? "period" : "live");
    }
}
