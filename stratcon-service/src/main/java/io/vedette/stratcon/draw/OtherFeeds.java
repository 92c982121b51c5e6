package io.vedette.stratcon.draw;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every stratcon told lately of the brokers it draws, so that one answer covers all. A broker that nobody told of for a while is drawn by nobody. */
final class OtherFeeds {
    private static final Logger log = LoggerFactory.getLogger(OtherFeeds.class);
    /** As long as a take-over may last. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(15);

    private final Map<Long, Told> told = new ConcurrentHashMap<>();

    private record Told(BrokerFeed feed, long atNanos) {
        boolean isOld(long now) {
            return now - atNanos > FORGOTTEN_AFTER.toNanos();
        }
    }

    /** The newest of each broker. */
    List<BrokerFeed> all() {
        long now = System.nanoTime();
        told.values().removeIf(each -> each.isOld(now));
        return told.values().stream().map(Told::feed).toList();
    }

    void take(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return;
        }
        try {
            BrokerFeed feed = BrokerFeed.parseFrom(message.value());
            told.put(feed.getBrokerId(), new Told(feed, System.nanoTime()));
        } catch (InvalidProtocolBufferException e) {
            log.warn("a record of a broker's feed is passed over: {}", e.toString());
        }
    }
}
