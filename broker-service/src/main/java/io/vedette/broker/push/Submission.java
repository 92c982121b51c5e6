package io.vedette.broker.push;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * The samples of one body on their way to the intake, in pieces: while one is committed the next is read, and never more than the two are held. Belongs
 * to one thread.
 */
public final class Submission {
    private static final int PIECE_SAMPLES = 2048;
    private static final int PIECE_CHARS = 512 * 1024;

    private final Intake intake;
    private final Tally tally;
    private final Check check;
    private final long receivedMs;
    private final OptionalLong keyedMs;
    private final List<Sample> piece = new ArrayList<>();
    private int chars;
    private int refused;
    private Taken taken = Taken.NOTHING;
    private CompletableFuture<Taken> underway = CompletableFuture.completedFuture(Taken.NOTHING);

    /**
     * @param keyedMs when the push was first received, if it came with a key: its samples without a time are told by that one when they come again
     */
    Submission(Intake intake, Tally tally, Check check, long receivedMs, OptionalLong keyedMs) {
        this.intake = intake;
        this.tally = tally;
        this.check = check;
        this.receivedMs = receivedMs;
        this.keyedMs = keyedMs;
    }

    /** Takes one sample; hands a piece on when it is full. */
    public void add(Sample sample) {
        piece.add(keyed(sample));
        chars += sample.heft();
        if (piece.size() >= PIECE_SAMPLES || chars >= PIECE_CHARS) {
            hand();
        }
    }

    /** The sample at the time of the push, when it came with a key. */
    Sample keyed(Sample sample) {
        return sample.timed() || keyedMs.isEmpty() ? sample : sample.timedAt(keyedMs.getAsLong());
    }

    /** Values turned away before they were samples, each counted as received and refused. */
    public void refuse(String reason, int count) {
        refused += count;
        tally.received(check.getType(), count);
        tally.refused(check.getType(), reason, count);
    }

    /**
     * Hands on the rest and waits until all of it is in the journal.
     *
     * @throws java.util.concurrent.CompletionException when some of it is not
     */
    Taken finish() {
        if (!piece.isEmpty()) {
            hand();
        }
        taken = taken.plus(underway.join());
        return taken.plus(new Taken(0, 0, refused));
    }

    private void hand() {
        taken = taken.plus(underway.join());
        underway = intake.take(check, piece, receivedMs);
        piece.clear();
        chars = 0;
    }
}
