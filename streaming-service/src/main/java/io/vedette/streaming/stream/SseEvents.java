package io.vedette.streaming.stream;

import io.vedette.streaming.viewer.StreamEvent;
import io.vedette.streaming.viewer.StreamEvent.AlertChanged;
import io.vedette.streaming.viewer.StreamEvent.Degraded;
import io.vedette.streaming.viewer.StreamEvent.Dropped;
import io.vedette.streaming.viewer.StreamEvent.Heartbeat;
import io.vedette.streaming.viewer.StreamEvent.Recovered;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.codec.ServerSentEvent;

/** Events as SSE writes them. The id is the record's time in Kafka, so that a browser that comes back goes on from there. */
final class SseEvents {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private SseEvents() {}

    static ServerSentEvent<Object> of(StreamEvent event) {
        return switch (event) {
            case Sample sample -> event("sample", sample.recordMs(), SampleJson.of(sample));
            case AlertChanged changed -> event("alert", changed.recordMs(), AlertJson.of(changed.alert()));
            case Degraded degraded ->
                event("degraded", Map.of("since", degraded.sinceMs(), "reason", "Kafka does not answer"));
            case Recovered recovered -> event("recovered", Map.of("at", recovered.atMs()));
            case Dropped dropped -> event("dropped", Map.of("samples", dropped.samples()));
            case Heartbeat _ ->
                ServerSentEvent.builder().comment("").retry(RETRY).build();
        };
    }

    private static ServerSentEvent<Object> event(String name, long id, Object data) {
        return ServerSentEvent.builder(data).event(name).id(Long.toString(id)).build();
    }

    private static ServerSentEvent<Object> event(String name, Object data) {
        return ServerSentEvent.builder(data).event(name).build();
    }
}
