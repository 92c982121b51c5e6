package io.vedette.streaming.viewer;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Keeps the consumer on exactly the partitions that are needed. Whoever is new to a partition gets it from a little back; the others recognise what
 * they have seen. When Kafka does not answer nothing is marked done, so that the next call tries again. Belongs to the tap's thread.
 */
@Component
final class Assignments {
    private final ViewerSettings settings;
    private final ViewerMetrics metrics;
    private final Clock clock;

    /** Partitions whose place is known: sought since they were assigned. */
    private final Set<TopicPartition> placed = new HashSet<>();

    Assignments(ViewerSettings settings, ViewerMetrics metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A new consumer: nothing is placed. */
    void begin() {
        placed.clear();
    }

    void none(Consumer<?, ?> consumer) {
        if (!consumer.assignment().isEmpty()) {
            consumer.unsubscribe();
            placed.clear();
        }
        metrics.partitions(0);
    }

    /**
     * @throws org.apache.kafka.common.errors.TimeoutException when Kafka does not answer in the probe's time
     */
    void follow(Consumer<?, ?> consumer, WatchTable table) {
        Map<TopicPartition, Set<Viewer>> needed = table.partitions();
        if (!consumer.assignment().equals(needed.keySet())) {
            consumer.assign(needed.keySet());
            placed.retainAll(needed.keySet());
            metrics.partitions(needed.size());
        }
        Map<TopicPartition, Long> newcomers = newcomers(needed);
        if (!newcomers.isEmpty()) {
            seek(consumer, newcomers);
            placed.addAll(newcomers.keySet());
            needed.forEach((partition, viewers) -> viewers.forEach(viewer -> viewer.joined.add(partition)));
        }
    }

    private Map<TopicPartition, Long> newcomers(Map<TopicPartition, Set<Viewer>> needed) {
        long earliest = clock.millis() - settings.lookBack().toMillis();
        Map<TopicPartition, Long> since = new HashMap<>();
        needed.forEach((partition, viewers) -> viewers.stream()
                .filter(viewer -> !placed.contains(partition) || !viewer.joined.contains(partition))
                .mapToLong(viewer -> Math.max(earliest, viewer.view().sinceMs()))
                .min()
                .ifPresent(from -> since.put(partition, from)));
        return since;
    }

    private void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> since) {
        // The ends first: a record that comes in between is then read, not missed.
        Map<TopicPartition, Long> ends = consumer.endOffsets(since.keySet(), settings.probe());
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(since, settings.probe());
        for (TopicPartition partition : since.keySet()) {
            OffsetAndTimestamp start = starts.get(partition);
            long to = start != null ? start.offset() : ends.getOrDefault(partition, Long.MAX_VALUE);
            long now = placed.contains(partition) ? consumer.position(partition, settings.probe()) : to;
            consumer.seek(partition, Math.min(now, to));
        }
    }
}
