package io.vedette.stratcon.draw;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import io.vedette.stratcon.mq.MqPhases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What every stratcon told lately of the brokers it draws, so that one answer covers all. A broker that nobody told of for a while is drawn by nobody. */
final class OtherFeeds implements SmartLifecycle, ConsumerThread.Work {
    private static final Logger log = LoggerFactory.getLogger(OtherFeeds.class);
    private static final List<TopicPartition> PARTITIONS = List.of(new TopicPartition(Topic.FEEDS.title(), 0));
    /** As long as a take-over may last. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(15);

    private final ConsumerThread thread;
    private final Map<Long, Told> told = new ConcurrentHashMap<>();
    private volatile boolean running;

    private record Told(BrokerFeed feed, long atNanos) {
        boolean isOld(long now) {
            return now - atNanos > FORGOTTEN_AFTER.toNanos();
        }
    }

    OtherFeeds(Consumers consumers) {
        thread = consumers.thread("feeds", Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false), this);
    }

    /** The newest of each broker. */
    List<BrokerFeed> all() {
        long now = System.nanoTime();
        told.values().removeIf(each -> each.isOld(now));
        return told.values().stream().map(Told::feed).toList();
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer) {
        consumer.assign(PARTITIONS);
        consumer.seekToEnd(PARTITIONS);
    }

    @Override
    public void step(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(500))) {
            if (message.value() != null) {
                take(message.value());
            }
        }
    }

    private void take(byte[] value) {
        try {
            BrokerFeed feed = BrokerFeed.parseFrom(value);
            told.put(feed.getBrokerId(), new Told(feed, System.nanoTime()));
        } catch (InvalidProtocolBufferException e) {
            log.warn("a record of a broker's feed is passed over: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.CONSUMERS;
    }
}
