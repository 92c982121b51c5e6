package io.vedette.alerting.detect.rule;

import io.vedette.contracts.batch.BatchReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All rule sets in force at one moment, found by stream without decoding the names of streams that have none. Immutable. */
public final class RuleBook {
    /** Above so many watched names of one check a hash is cheaper than comparing bytes. */
    private static final int COMPARED_NAMES = 16;

    private final long revision;
    private final Map<String, RuleSetInForce> byFault = new HashMap<>();
    private final Map<UUID, WatchedCheck> byCheck = new HashMap<>();

    /**
     * @param revision rises with every change
     */
    public RuleBook(long revision, Collection<RuleSetInForce> ruleSets) {
        this.revision = revision;
        for (RuleSetInForce ruleSet : ruleSets) {
            byFault.put(ruleSet.faultKey(), ruleSet);
            byCheck.computeIfAbsent(ruleSet.stream().check(), check -> new WatchedCheck())
                    .add(ruleSet);
        }
    }

    public long revision() {
        return revision;
    }

    public @Nullable RuleSetInForce byFault(String faultKey) {
        return byFault.get(faultKey);
    }

    /** Null when no stream of the check is watched: the whole batch is stepped over. */
    public @Nullable WatchedCheck check(UUID check) {
        return byCheck.get(check);
    }

    /** The watched streams of one check. */
    public static final class WatchedCheck {
        private final Map<String, List<RuleSetInForce>> byName = new HashMap<>();
        private final List<byte[]> names = new ArrayList<>();

        private void add(RuleSetInForce ruleSet) {
            String name = ruleSet.stream().name();
            byName.computeIfAbsent(name, unseen -> {
                        names.add(unseen.getBytes(StandardCharsets.UTF_8));
                        return new ArrayList<>();
                    })
                    .add(ruleSet);
        }

        /** Rule sets of the reader's present stream. */
        public List<RuleSetInForce> of(BatchReader reader) {
            if (names.size() > COMPARED_NAMES) {
                return byName.getOrDefault(reader.name(), List.of());
            }
            for (byte[] name : names) {
                if (reader.nameIs(name)) {
                    return byName.getOrDefault(new String(name, StandardCharsets.UTF_8), List.of());
                }
            }
            return List.of();
        }
    }
}
