package io.vedette.stratcon.ownership;

import io.vedette.contracts.proto.brokers.BrokerAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The partitions held and the addresses read from them. Partitions lost without a word (Kafka away longer than the session) are held on to until
 * the next assignment says what is ours. Belongs to the consuming thread.
 */
final class OwnedPartitions {
    private final Map<Integer, Map<Long, BrokerAddress>> held = new HashMap<>();
    private final Map<Integer, Long> ends = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private boolean assigned;

    /** A new member of the group knows nothing of its own yet. */
    void begin() {
        held.clear();
        ends.clear();
        lost.clear();
        assigned = false;
    }

    /**
     * @param ends offsets up to which each new partition must be read before its brokers are known
     */
    void assigned(Map<Integer, Long> ends) {
        lost.forEach(held::remove);
        lost.clear();
        assigned = true;
        ends.keySet().forEach(partition -> held.put(partition, new TreeMap<>()));
        this.ends.putAll(ends);
    }

    void revoked(Collection<Integer> partitions) {
        partitions.forEach(held::remove);
        partitions.forEach(ends::remove);
    }

    void lost(Collection<Integer> partitions) {
        lost.addAll(partitions);
        partitions.forEach(ends::remove);
    }

    /** An address, or none any more. */
    void read(int partition, long brokerId, @Nullable BrokerAddress address) {
        Map<Long, BrokerAddress> brokers = held.get(partition);
        if (brokers == null) {
            return;
        }
        if (address == null) {
            brokers.remove(brokerId);
        } else {
            brokers.put(brokerId, address);
        }
    }

    void reached(int partition, long position) {
        ends.computeIfPresent(partition, (key, end) -> position >= end ? null : end);
    }

    /** Partitions not yet read to where they ended at their assignment. */
    Set<Integer> unread() {
        return Set.copyOf(ends.keySet());
    }

    /** Whether Kafka has said what is ours and all of it is read. */
    boolean isSettled() {
        return assigned && lost.isEmpty() && ends.isEmpty();
    }

    List<BrokerAddress> brokers() {
        TreeMap<Long, BrokerAddress> all = new TreeMap<>();
        held.values().forEach(all::putAll);
        return List.copyOf(all.values());
    }
}
