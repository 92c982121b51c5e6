package io.vedette.streaming.viewer;

import io.vedette.contracts.batch.Shards;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.streaming.check.OwnedCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Who watches what, turned round for the tap: by check and stream, and by partition. Made anew when a viewer comes or leaves or a check changes; a
 * stream whose check is gone, or not the viewer's any more, is not in it.
 */
final class WatchTable {
    private static final List<TopicPartition> ALERTS = IntStream.range(0, Topic.ALERTS.partitions())
            .mapToObj(number -> new TopicPartition(Topic.ALERTS.title(), number))
            .toList();

    private final Map<UUID, WatchedCheck> checks = new HashMap<>();
    private final Map<TopicPartition, Set<Viewer>> partitions = new HashMap<>();
    private final List<Viewer> alertViewers = new ArrayList<>();

    private WatchTable() {}

    static WatchTable of(Collection<Viewer> viewers, CheckDirectory directory) {
        WatchTable table = new WatchTable();
        for (Viewer viewer : viewers) {
            View view = viewer.view();
            for (StreamId stream : view.streams()) {
                directory
                        .find(stream.check())
                        .filter(check -> check.account() == view.account())
                        .ifPresent(check -> table.watch(viewer, stream, check));
            }
            if (view.alerts()) {
                table.alertViewers.add(viewer);
                ALERTS.forEach(partition -> table.need(partition, viewer));
            }
        }
        return table;
    }

    /** Where the producers' default partitioner puts a check's shard. */
    static TopicPartition partitionOf(UUID check, int shard) {
        int hash = Utils.toPositive(Utils.murmur2(MetricsRecord.key(check, shard)));
        return new TopicPartition(Topic.METRICS.title(), hash % Topic.METRICS.partitions());
    }

    /** The check's watched streams, or null when nobody watches any. */
    @Nullable
    WatchedCheck check(UUID uuid) {
        return checks.get(uuid);
    }

    /** Every partition somebody needs, and who. */
    Map<TopicPartition, Set<Viewer>> partitions() {
        return partitions;
    }

    List<Viewer> alertViewers() {
        return alertViewers;
    }

    private void watch(Viewer viewer, StreamId stream, OwnedCheck check) {
        checks.computeIfAbsent(check.uuid(), uuid -> new WatchedCheck(check.account(), new HashMap<>()))
                .streams()
                .computeIfAbsent(stream, WatchedStream::new)
                .viewers()
                .add(viewer);
        need(partitionOf(check.uuid(), Shards.of(stream.name(), check.shards())), viewer);
    }

    private void need(TopicPartition partition, Viewer viewer) {
        partitions.computeIfAbsent(partition, any -> new HashSet<>()).add(viewer);
    }

    /**
     * @param account whose check it is, as configuration says
     */
    record WatchedCheck(long account, Map<StreamId, WatchedStream> streams) {}

    /**
     * @param utf8 the metric's name, to be found without decoding
     */
    record WatchedStream(StreamId id, byte[] utf8, List<Viewer> viewers) {
        WatchedStream(StreamId id) {
            this(id, id.name().getBytes(StandardCharsets.UTF_8), new ArrayList<>());
        }
    }
}
