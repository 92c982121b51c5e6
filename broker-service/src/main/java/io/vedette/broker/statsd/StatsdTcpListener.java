package io.vedette.broker.statsd;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.door.ServerTls;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.listen.DemandedPort;
import io.vedette.broker.listen.LineTaker;
import io.vedette.broker.listen.ListenSettings;
import io.vedette.broker.listen.TcpListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** statsd over TCP: the same lines, as many as were read at once taken together. Open while there is an active statsd check. */
@Component
final class StatsdTcpListener implements SmartLifecycle {
    private static final int PIECE = 64 * 1024;

    private final StatsdChecks checks;
    private final StatsdPeriods periods;
    private final Tally tally;
    private final DemandedPort port;
    private volatile boolean running;

    StatsdTcpListener(
            StatsdChecks checks,
            StatsdPeriods periods,
            Tally tally,
            ServerTls certificate,
            StatsdSettings settings,
            ListenSettings limits) {
        this.checks = checks;
        this.periods = periods;
        this.tally = tally;
        port = new DemandedPort("statsd over TCP", () -> {
            SslContext tls = settings.tcpTls()
                    ? certificate
                            .context()
                            .orElseThrow(() -> new IllegalStateException("the broker has no certificate yet"))
                    : null;
            TcpListener listener = new TcpListener("statsd-tcp", limits, tls, (sender, host) -> new Lines(sender));
            listener.bind(settings.address(), settings.tcpPort());
            return listener;
        });
        certificate.whenThere(this::changed);
    }

    @EventListener(CheckChanged.class)
    void changed() {
        port.want(running && !checks.all().isEmpty());
    }

    int port() {
        return port.port();
    }

    private final class Lines implements LineTaker {
        private final String sender;
        private final StatsdFeed feed = periods.feed();
        private final Piece lines = new Piece();

        Lines(String sender) {
            this.sender = sender;
        }

        @Override
        public void take(ByteBuf line) {
            try {
                line.readBytes(lines, line.readableBytes());
                lines.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (lines.size() >= PIECE) {
                hand();
            }
        }

        @Override
        public void tooLong() {
            tally.received(StatsdFeed.LINES, 1);
            tally.refused(StatsdFeed.LINES, "too_long", 1);
        }

        @Override
        public CompletableFuture<?> flush() {
            hand();
            return CompletableFuture.completedFuture(sender);
        }

        private void hand() {
            if (lines.size() > 0) {
                feed.take(sender, lines.bytes(), lines.size());
                lines.reset();
            }
        }
    }

    /** Bytes that are read where they are. */
    private static final class Piece extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
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
