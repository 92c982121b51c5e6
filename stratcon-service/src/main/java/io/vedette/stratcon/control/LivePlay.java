package io.vedette.stratcon.control;

import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.draw.BrokerConnected;
import io.vedette.stratcon.draw.BrokerGone;
import io.vedette.stratcon.draw.CheckDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Has each connected broker run its watched checks at the live period, told on a thread of its own for each broker: when somebody begins to watch, and again
 * before the broker's lease ends.
 */
final class LivePlay {
    private static final Logger log = LoggerFactory.getLogger(LivePlay.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofSeconds(30);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration RENEWED = Duration.ofSeconds(5);

    private final Watches watches;
    private final Checks checks;
    private final Map<Long, Thread> tellers = new ConcurrentHashMap<>();

    LivePlay(Watches watches, Checks checks) {
        this.watches = watches;
        this.checks = checks;
    }

    @EventListener
    void connected(BrokerConnected event) {
        Thread teller =
                Thread.ofVirtual().name("live-" + event.brokerId()).start(() -> tell(event.brokerId(), event.door()));
        stop(tellers.put(event.brokerId(), teller));
    }

    @EventListener
    void gone(BrokerGone event) {
        stop(tellers.remove(event.brokerId()));
    }

    private static void stop(@Nullable Thread teller) {
        if (teller != null) {
            teller.interrupt();
        }
    }

    private void tell(long broker, CheckDoor door) {
        Map<UUID, Long> told = new HashMap<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Map<UUID, Duration> leases = watches.leases();
                told.keySet().retainAll(leases.keySet());
                for (Map.Entry<UUID, Duration> lease : leases.entrySet()) {
                    long last = told.getOrDefault(lease.getKey(), Long.MIN_VALUE);
                    boolean isDue = last == Long.MIN_VALUE || System.nanoTime() - last > RENEWED.toNanos();
                    if (isDue && isOn(broker, lease.getKey())) {
                        watch(door, lease.getKey(), lease.getValue());
                        told.put(lease.getKey(), System.nanoTime());
                    }
                }
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
            }
        } catch (InterruptedException e) {
            log.debug("broker {} is told no more", broker);
        }
    }

    private boolean isOn(long broker, UUID check) {
        return checks.find(check).filter(known -> known.isOn(broker)).isPresent();
    }

    private static void watch(CheckDoor door, UUID check, Duration lease) {
        Duration bounded = lease.compareTo(LONGEST_LEASE) > 0 ? LONGEST_LEASE : lease;
        try {
            door.watch(check, PERIOD, bounded);
        } catch (IOException e) {
            log.atDebug().addKeyValue("check", check).log("a live run is not begun: {}", e.getMessage());
        }
    }
}
