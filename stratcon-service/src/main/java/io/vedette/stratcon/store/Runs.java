package io.vedette.stratcon.store;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The runs of this process, one for each journal. A commit takes its journal's run away and brings it back when it was entered; whatever else happens,
 * the next commit begins a new one, so that no run holds anything whose fate is in doubt. Safe for many threads.
 */
final class Runs {
    private final Map<UUID, Run> standing = new ConcurrentHashMap<>();

    /** The run that reached a position; null when a new one is to be begun. */
    @Nullable
    Run take(UUID journal, long position) {
        Run run = standing.remove(journal);
        return run != null && run.reached() == position ? run : null;
    }

    static Run begin(long position) {
        return new Run(ThreadLocalRandom.current().nextLong(), position, position);
    }

    void bringBack(UUID journal, Run run) {
        standing.put(journal, run);
    }
}
