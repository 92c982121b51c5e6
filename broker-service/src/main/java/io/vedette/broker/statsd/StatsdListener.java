package io.vedette.broker.statsd;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.ByteBuf;
import io.vedette.broker.listen.UdpListener;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The UDP port; stopping closes it before the open periods are closed. */
@Component
final class StatsdListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StatsdListener.class);
    private static final int LARGEST_DATAGRAM = 65_507;

    private final StatsdPeriods periods;
    private final StatsdSettings settings;
    private Optional<UdpListener> open = Optional.empty();

    StatsdListener(StatsdPeriods periods, StatsdSettings settings, MeterRegistry meters) {
        this.periods = periods;
        this.settings = settings;
        UdpListener.count(meters, "statsd", this, StatsdListener::lost);
    }

    @Override
    public synchronized void start() {
        UdpListener listener = new UdpListener(
                "statsd-udp",
                settings.receivers(),
                Math.toIntExact(settings.receiveBuffer().toBytes()),
                () -> taker(periods.feed()));
        listener.bind(settings.address(), settings.port());
        open = Optional.of(listener);
        log.atInfo()
                .addKeyValue("address", settings.address())
                .addKeyValue("port", listener.port())
                .log("statsd listens");
    }

    /** Copies each datagram into the thread's own room, where it is read. */
    private static BiConsumer<String, ByteBuf> taker(StatsdFeed feed) {
        byte[] room = new byte[LARGEST_DATAGRAM];
        return (sender, datagram) -> {
            int length = Math.min(datagram.readableBytes(), room.length);
            datagram.readBytes(room, 0, length);
            feed.take(sender, room, length);
        };
    }

    /** The port bound. */
    synchronized int port() {
        return open.orElseThrow().port();
    }

    private synchronized long lost() {
        return open.map(UdpListener::lost).orElse(0L);
    }

    @Override
    public synchronized void stop() {
        open.ifPresent(UdpListener::close);
        open = Optional.empty();
    }

    @Override
    public synchronized boolean isRunning() {
        return open.isPresent();
    }

    /** After the periods, so that it is stopped before them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
