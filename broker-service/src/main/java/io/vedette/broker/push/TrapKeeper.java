package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.broker.push.TrapTaker.Way;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpStatus;

/**
 * Of one push the values that are no samples yet, in pieces: those that a check keeps for the end of its period, and those that add to a running total. The
 * former with a time of their own are none: they go on at once. Belongs to one thread.
 */
final class TrapKeeper {
    private static final int PIECE = 1024;
    private static final int PIECE_CHARS = 128 * 1024;

    private final TrapPeriods periods;
    private final TrapTotals totals;
    private final Tally tally;
    private final Check check;
    private final boolean keeps;
    private final List<Sample> last = new ArrayList<>();
    private final List<Sample> averaged = new ArrayList<>();
    private final List<Sample> added = new ArrayList<>();
    private int chars;
    private Taken taken = Taken.NOTHING;

    /** The journal took them not; carries it to who reads the body. */
    private static final class NotKeptException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKeptException(Throwable cause) {
            super(cause);
        }
    }

    TrapKeeper(TrapPeriods periods, TrapTotals totals, Tally tally, Check check) {
        this.periods = periods;
        this.totals = totals;
        this.tally = tally;
        this.check = check;
        keeps = TrapPeriods.areKept(check);
    }

    /** Takes what it keeps, hands the submission the rest. */
    TrapTaker or(Submission submission) {
        return (sample, way) -> {
            boolean adds =
                    way == Way.IS_ADDED && !sample.missing() && sample.type().isNumeric();
            if (adds) {
                keep(added, submission.keyed(sample));
            } else if (keeps && !sample.timed()) {
                keep(way == Way.IS_AVERAGED ? averaged : last, sample);
            } else {
                submission.add(sample);
            }
        };
    }

    /** What became of them. */
    Taken taken() {
        return taken;
    }

    /**
     * Hands on the rest.
     *
     * @throws BadBodyException 503 when the journal refused any
     */
    void finish() throws IOException {
        try {
            hand();
        } catch (NotKeptException e) {
            throw new BadBodyException(
                    HttpStatus.SERVICE_UNAVAILABLE, "not_journaled", "not journaled, send it again: " + e.getCause());
        }
    }

    private void keep(List<Sample> samples, Sample sample) {
        samples.add(sample);
        chars += sample.heft();
        if (last.size() + averaged.size() + added.size() >= PIECE || chars >= PIECE_CHARS) {
            hand();
        }
    }

    private void hand() {
        try {
            add();
            keep(last, false);
            keep(averaged, true);
        } catch (CompletionException e) {
            throw new NotKeptException(e.getCause() instanceof JournalRefusedException refused ? refused : e);
        }
        chars = 0;
    }

    private void keep(List<Sample> samples, boolean averages) {
        if (!samples.isEmpty()) {
            List<Sample> piece = List.copyOf(samples);
            samples.clear();
            periods.take(check, piece, averages).join();
            taken = taken.plus(new Taken(piece.size(), 0, 0));
        }
    }

    private void add() {
        if (added.isEmpty()) {
            return;
        }
        List<Sample> piece = List.copyOf(added);
        added.clear();
        List<Sample> sums = totals.add(check, piece);
        int repeats = piece.size() - sums.size();
        tally.received(check.getType(), repeats);
        tally.repeated(check.getType(), repeats);
        taken = taken.plus(new Taken(0, repeats, 0));
        List<Sample> shown = new ArrayList<>();
        sums.forEach(sum -> (keeps && !sum.timed() ? last : shown).add(sum));
        taken = taken.plus(totals.show(check, shown));
    }
}
