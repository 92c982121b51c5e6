package io.vedette.broker.graphite;

import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslContext;
import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.door.ServerTls;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.listen.DemandedPort;
import io.vedette.broker.listen.LineTaker;
import io.vedette.broker.listen.ListenSettings;
import io.vedette.broker.listen.SampleBasket;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.broker.listen.TcpListener;
import io.vedette.broker.listen.UdpListener;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Graphite's three ports. Stopping closes them; what was read is in the journal or held. */
@Component
final class GraphiteListener implements SmartLifecycle {
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final SourceChecks plain;
    private final SourceChecks secret;
    private final DemandedPort tcp;
    private final DemandedPort udp;
    private final DemandedPort tls;
    private volatile boolean running;

    GraphiteListener(
            CheckBook book,
            Intake intake,
            Tally tally,
            Clock clock,
            ServerTls certificate,
            GraphiteSettings settings,
            ListenSettings limits) {
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
        plain = new SourceChecks(book, GraphitePlainType.NAME);
        secret = new SourceChecks(book, GraphiteTlsType.NAME);
        tcp = new DemandedPort("graphite", () -> {
            TcpListener listener = new TcpListener("graphite-tcp", limits, null, (sender, host) -> fromAddress(sender));
            listener.bind(settings.addresses(), settings.port());
            return listener;
        });
        udp = new DemandedPort("graphite over UDP", () -> {
            UdpListener listener = new UdpListener("graphite-udp", this::datagram);
            listener.bind(settings.addresses(), settings.port());
            return listener;
        });
        tls = new DemandedPort("graphite over TLS", () -> {
            SslContext context = certificate
                    .context()
                    .orElseThrow(() -> new IllegalStateException("the broker has no certificate yet"));
            TcpListener listener =
                    new TcpListener("graphite-tls", limits, context, (sender, host) -> fromHost(String.valueOf(host)));
            listener.bind(settings.tlsAddresses(), settings.tlsPort());
            return listener;
        });
        certificate.whenThere(this::changed);
    }

    @EventListener(CheckChanged.class)
    void changed() {
        plain.refresh();
        secret.refresh();
        tcp.want(running && !plain.isEmpty());
        udp.want(running && !plain.isEmpty());
        tls.want(running && !secret.isEmpty());
    }

    int tcpPort() {
        return tcp.port();
    }

    int udpPort() {
        return udp.port();
    }

    int tlsPort() {
        return tls.port();
    }

    private void datagram(String sender, ByteBuf datagram) {
        Lines lines = fromAddress(sender);
        String text = datagram.toString(StandardCharsets.UTF_8);
        text.lines().forEach(lines::take);
        CompletableFuture<?> ignored = lines.flush();
    }

    private Lines fromAddress(String sender) {
        return new Lines(new SampleBasket(GraphitePlainType.NAME, () -> plain.ofAddress(sender), intake, tally, clock));
    }

    private Lines fromHost(String host) {
        return new Lines(new SampleBasket(GraphiteTlsType.NAME, () -> secret.ofHost(host), intake, tally, clock));
    }

    private final class Lines implements LineTaker {
        private final SampleBasket basket;

        Lines(SampleBasket basket) {
            this.basket = basket;
        }

        @Override
        public void take(ByteBuf line) {
            take(line.toString(StandardCharsets.UTF_8));
        }

        void take(String line) {
            try {
                GraphiteLine.parse(line, clock.millis()).ifPresent(basket::add);
            } catch (GraphiteLineException e) {
                basket.refuse(e.reason(), 1);
            }
        }

        @Override
        public void tooLong() {
            basket.refuse("line_too_long", 1);
        }

        @Override
        public CompletableFuture<?> flush() {
            return basket.flush();
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
