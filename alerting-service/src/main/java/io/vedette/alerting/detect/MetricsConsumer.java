package io.vedette.alerting.detect;

import io.vedette.contracts.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer of one stream thread, which also knows how far behind it is. It compares no clocks of different hosts: a partition is current when
 * the end it had at one look is judged at a look shortly after.
 */
final class MetricsConsumer extends KafkaConsumer<byte[], byte[]> implements Consumption {
    private static final long SHORTLY_MS = 3_000;

    private final Map<Integer, Progress> partitions = new HashMap<>();
    private final Ticker ticker;
    private final Consumer<MetricsConsumer> polling;

    /**
     * @param polling told at each poll, by the thread that polls
     */
    MetricsConsumer(Map<String, Object> config, Ticker ticker, Consumer<MetricsConsumer> polling) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.ticker = ticker;
        this.polling = polling;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polling.accept(this);
        ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            progress(partition.partition()).polledTo =
                    records.get(records.size() - 1).offset();
        }
        return polled;
    }

    @Override
    public void begin(int partition) {
        partitions.remove(partition);
    }

    @Override
    public void processed(int partition, long offset) {
        progress(partition).processedTo = offset;
    }

    @Override
    public boolean isCurrent(int partition) {
        TopicPartition metrics = new TopicPartition(Topic.METRICS.title(), partition);
        OptionalLong lag = currentLag(metrics);
        if (lag.isEmpty()) {
            return false;
        }
        long now = ticker.ms();
        long position = position(metrics);
        Progress progress = progress(partition);
        if (progress.hasReachedTarget(position)) {
            progress.currentAt = progress.targetSeenAt;
            progress.target = position + lag.getAsLong();
            progress.targetSeenAt = now;
        }
        return progress.currentAt >= 0 && now - progress.currentAt <= SHORTLY_MS;
    }

    private Progress progress(int partition) {
        return partitions.computeIfAbsent(partition, unseen -> new Progress());
    }

    private static final class Progress {
        private long polledTo = -1;
        private long processedTo = -1;
        private long target;
        private long targetSeenAt = -1;
        private long currentAt = -1;

        /** The end may be a transaction's marker, which is never processed: then all that was polled must be. */
        boolean hasReachedTarget(long position) {
            return position >= target && (processedTo >= polledTo || processedTo >= target - 1);
        }
    }
}
