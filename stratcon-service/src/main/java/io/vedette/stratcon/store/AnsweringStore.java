package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the engines have in common: how questions are answered. */
abstract class AnsweringStore implements RollupStore {
    private final Asking asking;

    AnsweringStore(Asking asking) {
        this.asking = asking;
    }

    @Override
    public final Map<StreamId, List<StoredNumeric>> numeric(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return asking.numeric(account, streams, rollup, fromS, toS);
    }

    @Override
    public final Map<StreamId, List<StoredHistogram>> histograms(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return asking.histograms(account, streams, rollup, fromS, toS);
    }

    @Override
    public final List<StoredText> text(long account, StreamId stream, long fromS, long toS) {
        return asking.text(account, stream, fromS, toS);
    }
}
