package io.vedette.broker.otlp;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContext;
import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.door.ServerTls;
import io.vedette.broker.listen.DemandedPort;
import io.vedette.broker.push.BadBodyException;
import io.vedette.broker.push.PushDoor;
import io.vedette.broker.push.PushDoor.Admission;
import io.vedette.broker.push.PushIngest;
import io.vedette.broker.push.ShownCredentials;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * OTLP over gRPC: one method, unary, over HTTP/2. The check and its secret stand in the metadata: {@code check_uuid} and {@code secret}, or {@code
 * authorization: Bearer <check uuid>:<secret>}, or basic.
 */
@Component
final class OtlpGrpcListener implements SmartLifecycle {
    private static final String EXPORT = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final CheckBook book;
    private final PushDoor door;
    private final PushIngest ingest;
    private final OtlpBodies bodies;
    private final OtlpSettings settings;
    private final ServerTls certificate;
    private final DemandedPort port;
    private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
    private volatile boolean running;

    OtlpGrpcListener(
            CheckBook book,
            PushDoor door,
            PushIngest ingest,
            OtlpBodies bodies,
            ServerTls certificate,
            OtlpSettings settings) {
        this.book = book;
        this.door = door;
        this.ingest = ingest;
        this.bodies = bodies;
        this.settings = settings;
        this.certificate = certificate;
        port = new DemandedPort("otlp over gRPC", this::open);
        certificate.whenThere(this::changed);
    }

    @EventListener(CheckChanged.class)
    void changed() {
        port.want(running
                && book.active().stream().anyMatch(check -> check.getType().equals(OtlpGrpcType.NAME)));
    }

    int port() {
        return port.port();
    }

    private DemandedPort.Open open() {
        HttpServer server = HttpServer.create()
                .host(settings.grpcAddress())
                .port(settings.grpcPort())
                .handle(this::answer);
        DisposableServer bound;
        if (settings.grpcTls()) {
            SslContext tls = certificate
                    .http2()
                    .orElseThrow(() -> new IllegalStateException("the broker has no certificate yet"));
            bound = server.protocol(HttpProtocol.H2)
                    .secure(spec -> spec.sslContext(tls))
                    .bindNow();
        } else {
            bound = server.protocol(HttpProtocol.H2C).bindNow();
        }
        return new Bound(bound);
    }

    private record Bound(DisposableServer server) implements DemandedPort.Open {
        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void close() {
            server.disposeNow(STOP_WITHIN);
        }
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return call(request).flatMap(answer -> end(response, answer));
    }

    private Mono<GrpcAnswer> call(HttpServerRequest request) {
        if (!request.uri().equals(EXPORT)) {
            return Mono.just(GrpcAnswer.failed(GrpcAnswer.UNIMPLEMENTED, "metrics alone are taken"));
        }
        HttpHeaders headers = request.requestHeaders();
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        ShownCredentials shown = ShownCredentials.of(authorization);
        String check = headers.get("check_uuid");
        String secret = headers.get("secret");
        Admission admission = door.admit(
                OtlpGrpcType.NAME, check == null ? shown.user() : check, secret == null ? shown.secret() : secret);
        return switch (admission) {
            case Admission.Turned turned -> Mono.just(GrpcAnswer.of(turned));
            case Admission.Admitted(Check admitted) ->
                door.read(
                        OtlpGrpcType.NAME,
                        () -> read(
                                admitted, request.receive().retain().map(buffers::wrap), headers.get("grpc-encoding")),
                        GrpcAnswer::of);
        };
    }

    private GrpcAnswer read(Check check, Flux<DataBuffer> body, @Nullable String encoding) {
        return GrpcAnswer.of(ingest.read(
                check,
                body,
                null,
                null,
                (in, samples, nowMs) -> bodies.read(
                        message(in, encoding),
                        false,
                        new MetricsReader(BucketValue.of(check), nowMs, samples::add, samples::refuse))));
    }

    /** The one message of the call, behind its five bytes. */
    private static InputStream message(InputStream in, @Nullable String encoding) throws IOException {
        byte[] head = in.readNBytes(GrpcAnswer.HEAD_BYTES);
        if (head.length < GrpcAnswer.HEAD_BYTES || head[0] < 0 || head[0] > 1) {
            throw new BadBodyException(HttpStatus.BAD_REQUEST, "bad_frame", "no message of gRPC");
        }
        if (head[0] == 0) {
            return in;
        }
        if (!"gzip".equals(encoding)) {
            throw new BadBodyException(HttpStatus.BAD_REQUEST, "bad_encoding", "grpc-encoding gzip is taken alone");
        }
        return new GZIPInputStream(in);
    }

    private static Mono<Void> end(HttpServerResponse response, GrpcAnswer answer) {
        return response.status(200)
                .header(HttpHeaderNames.CONTENT_TYPE, "application/grpc")
                .header(HttpHeaderNames.TRAILER, "grpc-status,grpc-message")
                .trailerHeaders(trailers -> trailers.set("grpc-status", Integer.toString(answer.status()))
                        .set("grpc-message", answer.message()))
                // As a stream: a single buffer would go out with a length and without trailers.
                .sendByteArray(Flux.just(answer.frame(), new byte[0]))
                .then();
    }

    @Override
    public void start() {
        running = true;
        changed();
    }

    @Override
    public void stop() {
        running = false;
        changed();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
