package io.vedette.stratcon.field;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.Commit;
import io.vedette.stratcon.store.CommitOutcome;
import io.vedette.stratcon.store.ReadyCommit;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.StoreUnavailableException;
import io.vedette.stratcon.store.StoredHistogram;
import io.vedette.stratcon.store.StoredNumeric;
import io.vedette.stratcon.store.StoredText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A real store whose line breaks now and then, before it heard the commit or after it made it, and which can be held up. */
public final class UnsteadyStore implements RollupStore {
    private final RollupStore store;
    private final Random random;
    private final AtomicInteger breaks = new AtomicInteger();
    private volatile boolean away;
    /** Who holds it keeps commits from being made. */
    public final ReentrantLock turn = new ReentrantLock();

    public UnsteadyStore(RollupStore store, Random random) {
        this.store = store;
        this.random = random;
    }

    public int breaks() {
        return breaks.get();
    }

    public void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public long register(UUID journal, long brokerId, long begin) {
        breakMaybe(0);
        return store.register(journal, brokerId, begin);
    }

    @Override
    public ReadyCommit prepare(Commit commit) {
        breakMaybe(12);
        ReadyCommit ready = store.prepare(commit);
        return () -> make(ready);
    }

    private CommitOutcome make(ReadyCommit ready) {
        breakMaybe(6);
        CommitOutcome outcome;
        turn.lock();
        try {
            outcome = ready.commit();
        } finally {
            turn.unlock();
        }
        // Once at least, however few commits there are.
        breakMaybe(breaks.get() == 0 ? 1 : 6);
        return outcome;
    }

    @Override
    public Map<StreamId, List<StoredNumeric>> numeric(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return store.numeric(account, streams, rollup, fromS, toS);
    }

    @Override
    public Map<StreamId, List<StoredHistogram>> histograms(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS) {
        return store.histograms(account, streams, rollup, fromS, toS);
    }

    @Override
    public List<StoredText> text(long account, StreamId stream, long fromS, long toS) {
        return store.text(account, stream, fromS, toS);
    }

    @Override
    public int tend(Instant now) {
        return store.tend(now);
    }

    private void breakMaybe(int oneIn) {
        if (away || (oneIn > 0 && random.nextInt(oneIn) == 0)) {
            breaks.incrementAndGet();
            throw new StoreUnavailableException("the line broke", new IllegalStateException());
        }
    }
}
