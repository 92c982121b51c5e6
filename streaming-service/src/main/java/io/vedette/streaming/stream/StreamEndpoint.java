package io.vedette.streaming.stream;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.vedette.service.identity.Caller;
import io.vedette.streaming.viewer.View;
import io.vedette.streaming.viewer.Viewers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/**
 * Live streams by SSE. Events: {@code sample}, {@code alert}, {@code degraded} and {@code recovered} (Kafka went away and came back), {@code dropped}
 * (this connection was too slow), and comments in between. Samples of the last seconds come first, and may come twice after a reconnect.
 */
@RestController
@Tag(name = "Live streams", description = "Server-sent events; what nobody watches is not sent")
final class StreamEndpoint {
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Views views;
    private final Viewers viewers;

    StreamEndpoint(Views views, Viewers viewers) {
        this.views = views;
        this.viewers = viewers;
    }

    @Operation(summary = "Live samples of metric streams")
    @Parameter(
            name = "stream",
            in = ParameterIn.QUERY,
            required = true,
            description = "<check uuid>/<metric>, repeatable",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @GetMapping(path = "/api/stream/metrics", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> metrics(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            @Nullable @RequestHeader(name = LAST_EVENT_ID, required = false) String lastEventId,
            ServerHttpResponse response) {
        return open(views.of(caller.account(), "stream", values(parameters, "stream"), false, lastEventId), response);
    }

    @Operation(summary = "Changes of the account's alerts")
    @GetMapping(path = "/api/stream/alerts", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> alerts(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Nullable @RequestHeader(name = LAST_EVENT_ID, required = false) String lastEventId,
            ServerHttpResponse response) {
        return open(views.of(caller.account(), "stream", List.of(), true, lastEventId), response);
    }

    @Operation(summary = "Samples and alerts in one connection: all that a page needs")
    @Parameter(
            name = "metric",
            in = ParameterIn.QUERY,
            description = "<check uuid>/<metric>, repeatable",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @GetMapping(path = "/api/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<Object>> all(
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(defaultValue = "false") boolean alerts,
            @Nullable @RequestHeader(name = LAST_EVENT_ID, required = false) String lastEventId,
            ServerHttpResponse response) {
        return open(views.of(caller.account(), "metric", values(parameters, "metric"), alerts, lastEventId), response);
    }

    /** Not a {@code List} parameter: Spring would split a value at its commas, and tags have commas. */
    private static List<String> values(MultiValueMap<String, String> parameters, String name) {
        return parameters.getOrDefault(name, List.of());
    }

    private Flux<ServerSentEvent<Object>> open(View view, ServerHttpResponse response) {
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        // A proxy that buffers would hold events back.
        response.getHeaders().set("X-Accel-Buffering", "no");
        return viewers.open(view).map(SseEvents::of);
    }
}
