package io.vedette.broker.door;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The broker's certificate for ports that ask for none in return, always the newest; there once the broker is enrolled. */
@Component
public class ServerTls {
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private volatile @Nullable SslContext context;
    private volatile @Nullable SslContext http2;

    void show(CurrentKey key) throws SSLException {
        context =
                SslContextBuilder.forServer(key).protocols("TLSv1.3", "TLSv1.2").build();
        http2 = SslContextBuilder.forServer(key)
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2))
                .build();
        waiting.forEach(Runnable::run);
    }

    public Optional<SslContext> context() {
        return Optional.ofNullable(context);
    }

    /** The same for HTTP/2. */
    public Optional<SslContext> http2() {
        return Optional.ofNullable(http2);
    }

    /** Calls when there is one. */
    public void whenThere(Runnable call) {
        waiting.add(call);
    }
}
