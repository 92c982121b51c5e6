package io.vedette.broker.collectd;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vedette.broker.check.CheckBook;
import io.vedette.broker.check.CheckChanged;
import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.listen.DemandedPort;
import io.vedette.broker.listen.SampleBasket;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.broker.listen.UdpListener;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The UDP port of collectd's network plugin. */
@Component
final class CollectdListener implements SmartLifecycle {
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private final SourceChecks checks;
    private final ValueNames names;
    private final DemandedPort port;
    private volatile boolean running;

    CollectdListener(
            CheckBook book, Intake intake, Tally tally, Clock clock, ValueNames names, CollectdSettings settings) {
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
        this.names = names;
        checks = new SourceChecks(book, CollectdType.NAME);
        port = new DemandedPort("collectd", () -> {
            UdpListener listener = new UdpListener("collectd-udp", this::packet);
            listener.bind(settings.addresses(), settings.port());
            return listener;
        });
    }

    @EventListener(CheckChanged.class)
    void changed() {
        checks.refresh();
        port.want(running && !checks.isEmpty());
    }

    int port() {
        return port.port();
    }

    private void packet(String sender, ByteBuf datagram) {
        Optional<Check> check = checks.ofAddress(sender);
        SampleBasket basket = new SampleBasket(CollectdType.NAME, () -> check, intake, tally, clock);
        if (check.isEmpty()) {
            basket.refuse("no_check", 1);
            return;
        }
        try {
            packet(check.get(), basket).read(ByteBufUtil.getBytes(datagram));
        } catch (PacketException e) {
            basket.refuse(e.reason(), 1);
        }
        CompletableFuture<?> ignored = basket.flush();
    }

    private CollectdPacket packet(Check check, SampleBasket basket) {
        Guard guard = new Guard(check.getConfigOrDefault("username", ""), CollectdType.secret(check));
        SecurityLevel wanted = SecurityLevel.of(check.getConfigOrDefault("security_level", "0"));
        boolean notifications =
                !check.getConfigOrDefault("notifications", "true").equals("false");
        return new CollectdPacket(guard, wanted, notifications, names, clock.millis(), basket::add);
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
