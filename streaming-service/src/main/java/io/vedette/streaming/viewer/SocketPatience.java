package io.vedette.streaming.viewer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Closes a socket whose other end takes nothing for too long; its viewer leaves with it. */
@Component
final class SocketPatience implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private final ViewerSettings settings;
    private final ViewerMetrics metrics;

    SocketPatience(ViewerSettings settings, ViewerMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        long patienceMs = settings.stall().toMillis();
        factory.addServerCustomizers(server -> server.doOnConnection(
                connection -> connection.addHandlerFirst(new CountedTimeout(patienceMs, metrics))));
    }

    private static final class CountedTimeout extends WriteTimeoutHandler {
        private final ViewerMetrics metrics;

        CountedTimeout(long patienceMs, ViewerMetrics metrics) {
            super(patienceMs, TimeUnit.MILLISECONDS);
            this.metrics = metrics;
        }

        @Override
        protected void writeTimedOut(ChannelHandlerContext context) throws Exception {
            if (context.channel().isOpen()) {
                metrics.disconnected();
            }
            super.writeTimedOut(context);
        }
    }
}
