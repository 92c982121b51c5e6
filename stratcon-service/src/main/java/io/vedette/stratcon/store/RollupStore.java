package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps cells for ever and the position each journal is stored up to. Many threads and many stratcons may write at once; cells of commits that
 * succeeded merge, whatever their order. Every method throws {@link StoreUnavailableException} when the engine cannot answer now; nothing is
 * changed then.
 */
public interface RollupStore {

    /**
     * The position the journal is stored up to. A journal never seen is entered with {@code begin}.
     *
     * @param brokerId the broker that writes the journal; 0 for a stratcon's own
     * @param begin offset of the journal's first record that is still there
     */
    long register(UUID journal, long brokerId, long begin);

    /** All of it or nothing. */
    default CommitOutcome commit(Commit commit) {
        return prepare(commit).commit();
    }

    /** Does what can be done before the commit's turn has come: nothing that an answer shows. */
    ReadyCommit prepare(Commit commit);

    /**
     * Numeric cells, ascending, of the windows that start in {@code [fromS, toS)}; windows without samples are absent, streams that have none or
     * are not of this account too.
     *
     * @param account whose streams are asked for
     * @param fromS epoch s
     * @param toS epoch s
     */
    Map<StreamId, List<StoredNumeric>> numeric(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS);

    /**
     * Histograms, ascending, of the windows that start in {@code [fromS, toS)}; a window may come in parts. Windows and streams without any are absent.
     *
     * @param fromS epoch s
     * @param toS epoch s
     */
    Map<StreamId, List<StoredHistogram>> histograms(
            long account, Collection<StreamId> streams, Rollup rollup, long fromS, long toS);

    /** The minutes with texts that start in {@code [fromS, toS)}, ascending; empty for a stream of another account. */
    List<StoredText> text(long account, StreamId stream, long fromS, long toS);

    /**
     * Does what is to be done now and then: moves cells whose time is over to where they stay, drops what is older than is kept. Changes no answer but
     * for what was dropped. Many may do it at once.
     *
     * @return things done; 0 when there was nothing to do
     */
    int tend(Instant now);
}
