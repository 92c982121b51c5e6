package io.vedette.broker.door;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.stereotype.Component;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * The broker's TLS port, opened when there are credentials: TLS 1.2 and 1.3, a client certificate asked for and, when one is shown, accepted from the suite's
 * CA alone.
 */
@Component
class TlsServer {
    private static final Logger log = LoggerFactory.getLogger(TlsServer.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final HttpHandler handler;
    private final DoorSettings settings;
    private final ServerTls others;
    /** The two below are guarded by this. */
    private @Nullable DisposableServer server;

    private @Nullable CurrentKey key;

    TlsServer(HttpHandler handler, DoorSettings settings, ServerTls others) {
        this.handler = handler;
        this.settings = settings;
        this.others = others;
    }

    /**
     * Opens the port.
     *
     * @throws SSLException when the credentials do not fit together
     * @throws RuntimeException when the port is taken
     */
    synchronized void open(Credentials credentials) throws SSLException {
        CurrentKey shown = new CurrentKey(credentials);
        SslContext tls = SslContextBuilder.forServer(shown)
                .trustManager(credentials.ca())
                .clientAuth(ClientAuth.OPTIONAL)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        server = HttpServer.create()
                .host(settings.tlsAddress())
                .port(settings.tlsPort())
                .secure(spec -> spec.sslContext(tls).handshakeTimeout(settings.readTimeout()))
                .readTimeout(settings.readTimeout())
                .idleTimeout(settings.idleTimeout())
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow();
        key = shown;
        others.show(shown);
        log.atInfo()
                .addKeyValue("port", port())
                .addKeyValue("subject", credentials.chain().getFirst().getSubjectX500Principal())
                .log("TLS port open");
    }

    /** Shows another certificate from the next handshake on; connections that stand are left alone. */
    synchronized void renew(Credentials credentials) {
        if (key != null) {
            key.set(credentials);
        }
    }

    /** The port listened on; 0 while it is closed. */
    synchronized int port() {
        return server == null ? 0 : server.port();
    }

    synchronized void close() {
        if (server != null) {
            server.disposeNow(STOP_WITHIN);
            server = null;
        }
    }
}
