package io.vedette.stratcon.draw;

import io.vedette.stratcon.ledger.LedgerTally;
import io.vedette.stratcon.rollup.SampleFate;
import io.vedette.stratcon.store.CommitOutcome;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.ReadyCommit;
import io.vedette.stratcon.store.RollupStore;
import java.io.IOException;
import java.util.Map;

/**
 * The commits of one connection, beside the lane that draws on: one is prepared while the one before it is made. What goes wrong is thrown to the lane. Belongs
 * to the lane's thread.
 */
final class Commits {
    private final RollupStore store;
    private final StorePatience patience;
    private final DrawMetrics metrics;
    private final StopSign stop;
    private final Taker taker;
    private final InTurn preparing = new InTurn("prepare");
    /** Begun by what is preparing, and while that rests looked at by the lane. */
    private final InTurn making = new InTurn("commit");

    /** Is told of each commit that is made, in their order. */
    @FunctionalInterface
    interface Taker {
        /**
         * @param samples that it counted
         * @param to where it ends
         */
        void made(long samples, long to);
    }

    Commits(RollupStore store, StorePatience patience, DrawMetrics metrics, StopSign stop, Taker taker) {
        this.store = store;
        this.patience = patience;
        this.metrics = metrics;
        this.stop = stop;
        this.taker = taker;
    }

    /** Waits for the one before to be prepared. */
    void begin(DrawnPart part) throws IOException, InterruptedException {
        orNotMade(part.ledger(), () -> preparing.begin(() -> prepare(part)));
    }

    /** Throws what has gone wrong. */
    void check() throws IOException, InterruptedException {
        preparing.check();
        if (preparing.rests()) {
            making.check();
        }
    }

    /** Waits for all that were begun. */
    void end() throws IOException, InterruptedException {
        try {
            preparing.end();
        } finally {
            making.end();
        }
    }

    /** What goes on from here holds no cells, but those that the store needs. */
    private void prepare(DrawnPart part) throws IOException, InterruptedException {
        long from = part.commit().from();
        long to = part.commit().to();
        Map<SampleFate, Long> fates = part.fates();
        LedgerTally.Moved ledger = part.ledger();
        orNotMade(ledger, () -> {
            ReadyCommit ready = patience.ask(stop, () -> store.prepare(part.commit()));
            making.begin(() -> {
                long started = System.nanoTime();
                orNotMade(ledger, () -> make(ready, from, to));
                ledger.end(true);
                metrics.committed(fates, System.nanoTime() - started);
                taker.made(fates.values().stream().mapToLong(count -> count).sum(), to);
            });
        });
    }

    private void make(ReadyCommit ready, long from, long to) throws IOException, InterruptedException {
        CommitOutcome outcome = patience.ask(stop, ready::commit);
        // A refusal at the end of this very commit: it was made, and only the answer got lost.
        if (outcome instanceof Refused refused && refused.stored() != to) {
            metrics.fenced();
            throw new IOException(
                    "somebody else stored this journal up to " + refused.stored() + ", here it was " + from);
        }
    }

    private static void orNotMade(LedgerTally.Moved ledger, InTurn.Piece piece)
            throws IOException, InterruptedException {
        try {
            piece.run();
        } catch (IOException | InterruptedException | RuntimeException e) {
            ledger.end(false);
            throw e;
        }
    }
}
