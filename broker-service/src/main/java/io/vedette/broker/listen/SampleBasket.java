package io.vedette.broker.listen;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.Taken;
import io.vedette.broker.intake.Tally;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Samples of one sender whom nobody answers, on their way to the intake in pieces. What the journal refuses waits in memory, bounded; what no check wants is
 * counted as {@code no_check}. Belongs to one thread.
 */
public final class SampleBasket {
    private static final int PIECE = 2048;

    private final String protocol;
    private final Supplier<Optional<Check>> check;
    private final Intake intake;
    private final Tally tally;
    private final Clock clock;
    private List<Sample> samples = new ArrayList<>();
    private CompletableFuture<?> underway = CompletableFuture.completedFuture(Taken.NOTHING);

    /**
     * @param protocol under which is counted what no check wants
     * @param check who takes the samples, asked for each piece
     */
    public SampleBasket(String protocol, Supplier<Optional<Check>> check, Intake intake, Tally tally, Clock clock) {
        this.protocol = protocol;
        this.check = check;
        this.intake = intake;
        this.tally = tally;
        this.clock = clock;
    }

    public void add(Sample sample) {
        samples.add(sample);
        if (samples.size() >= PIECE) {
            hand();
        }
    }

    /** Something that is no sample, counted with its reason. */
    public void refuse(String reason, int count) {
        tally.received(protocol, count);
        tally.refused(protocol, reason, count);
    }

    /** Hands on what there is; ends when all of it is journaled or held. */
    public CompletableFuture<?> flush() {
        if (!samples.isEmpty()) {
            hand();
        }
        CompletableFuture<?> ended = underway;
        underway = CompletableFuture.completedFuture(Taken.NOTHING);
        return ended;
    }

    private void hand() {
        List<Sample> piece = samples;
        samples = new ArrayList<>();
        Optional<Check> taker = check.get();
        if (taker.isEmpty()) {
            refuse("no_check", piece.size());
            return;
        }
        // What the journal refuses, the intake has counted.
        CompletableFuture<?> taken =
                intake.takeOrHold(taker.get(), piece, clock.millis()).exceptionally(refused -> Taken.NOTHING);
        underway = CompletableFuture.allOf(underway, taken);
    }
}
