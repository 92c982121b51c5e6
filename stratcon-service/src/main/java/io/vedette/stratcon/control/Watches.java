package io.vedette.stratcon.control;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.proto.viewers.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which checks somebody watches, and until when, as {@code vedette.viewers} says; leases that are over are forgotten. */
final class Watches {
    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private final Clock clock;
    private final Map<UUID, Long> until = new ConcurrentHashMap<>();

    Watches(Clock clock) {
        this.clock = clock;
    }

    /** The checks somebody watches now, and how long each lease lasts yet. */
    Map<UUID, Duration> leases() {
        long now = clock.millis();
        until.values().removeIf(end -> end <= now);
        Map<UUID, Duration> leases = new ConcurrentHashMap<>();
        until.forEach((check, end) -> leases.put(check, Duration.ofMillis(end - now)));
        return leases;
    }

    void take(ConsumerRecord<String, byte[]> message) {
        try {
            until.merge(
                    UUID.fromString(message.key()),
                    Watch.parseFrom(message.value()).getUntilMs(),
                    Math::max);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.warn("a record of who watches is passed over: {}", e.toString());
        }
    }
}
