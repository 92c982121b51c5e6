package io.vedette.stratcon.ledger;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.RollupStore;
import java.util.List;

/** What the store holds of the ledger, for tests of other packages. */
public final class Ledgers {
    private Ledgers() {}

    public static long drawn(RollupStore store, long brokerId) {
        return sum(store, brokerId, Hop.DRAWN);
    }

    public static long journaled(RollupStore store, long brokerId) {
        return sum(store, brokerId, Hop.JOURNALED);
    }

    /** Batches the live lane sent while fresh. */
    public static long sent(RollupStore store, long brokerId) {
        return sum(store, brokerId, Hop.MQ_BATCHES);
    }

    /** Those it sent as old. */
    public static long old(RollupStore store, long brokerId) {
        return sum(store, brokerId, Hop.OLD_BATCHES);
    }

    private static long sum(RollupStore store, long brokerId, Hop hop) {
        StreamId stream = LedgerStreams.of(brokerId, hop);
        return store.numeric(LedgerStreams.ACCOUNT, List.of(stream), Rollup.MINUTE, 0, 4_000_000_000L).values().stream()
                .flatMap(List::stream)
                .mapToLong(cell -> Math.round(cell.cell().sum()))
                .sum();
    }
}
