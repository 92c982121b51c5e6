package io.vedette.stratcon.control;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.viewers.Watch;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import io.vedette.stratcon.mq.MqPhases;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Which checks somebody watches, and until when, as {@code vedette.viewers} says; leases that are over are forgotten. */
final class Watches implements SmartLifecycle, ConsumerThread.Work {
    private static final Logger log = LoggerFactory.getLogger(Watches.class);
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topic.VIEWERS.partitions())
            .mapToObj(number -> new TopicPartition(Topic.VIEWERS.title(), number))
            .toList();

    private final Clock clock;
    private final ConsumerThread thread;
    private final Map<UUID, Long> until = new ConcurrentHashMap<>();
    private volatile boolean running;

    Watches(Consumers consumers, Clock clock) {
        this.clock = clock;
        thread = consumers.thread(
                "viewers",
                Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                this);
    }

    /** The checks somebody watches now, and how long each lease lasts yet. */
    Map<UUID, Duration> leases() {
        long now = clock.millis();
        until.values().removeIf(end -> end <= now);
        Map<UUID, Duration> leases = new ConcurrentHashMap<>();
        until.forEach((check, end) -> leases.put(check, Duration.ofMillis(end - now)));
        return leases;
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer) {
        consumer.assign(PARTITIONS);
        consumer.seekToBeginning(PARTITIONS);
    }

    @Override
    public void step(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(500))) {
            take(message.key(), message.value());
        }
    }

    void take(String key, byte[] value) {
        try {
            until.merge(UUID.fromString(key), Watch.parseFrom(value).getUntilMs(), Math::max);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.warn("a record of who watches is passed over: {}", e.toString());
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
