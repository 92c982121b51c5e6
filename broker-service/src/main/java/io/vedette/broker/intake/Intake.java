package io.vedette.broker.intake;

import io.vedette.broker.filter.CheckStreams;
import io.vedette.broker.filter.StreamGate;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where every protocol and every check module brings its samples. Refuses what no stream can hold, recognises repeats, makes batches, appends them and
 * answers once they are on the disk.
 */
@Component
public class Intake {
    private static final int SAMPLES_A_PUSH = 10;

    private final Journal journal;
    private final HeldBack held;
    private final LiveTail live;
    private final Tally tally;
    private final Clock clock;
    private final long maxAheadMs;
    private final PushKeys keys;
    private final RepeatWindow repeats;
    private final StreamGate gate;
    private final StreamCache streams = new StreamCache();
    private final Builders builders = new Builders();

    Intake(
            Journal journal,
            HeldBack held,
            LiveTail live,
            Tally tally,
            Clock clock,
            StreamGate gate,
            IntakeSettings settings) {
        this.journal = journal;
        this.held = held;
        this.live = live;
        this.tally = tally;
        this.clock = clock;
        this.gate = gate;
        maxAheadMs = settings.maxAhead().toMillis();
        keys = new PushKeys(journal, settings.repeatWindow(), settings.repeatEntries() / SAMPLES_A_PUSH + 1);
        repeats = RepeatReplay.rebuild(journal, keys, settings, clock);
    }

    /**
     * Takes samples of one check as a period batch. The list is the caller's again at once.
     *
     * @param receivedMs when the broker collected or received them, epoch ms
     * @return completes when all of it is in the journal; fails with {@link JournalRefusedException} when some of it is not, and then all of it may be
     *     sent again
     */
    public CompletableFuture<Taken> take(Check check, List<Sample> samples, long receivedMs) {
        return take(check, samples, receivedMs, false);
    }

    /** The same for samples nobody would send again: what the journal refuses waits in memory, the newest of it, until it is taken. */
    public CompletableFuture<Taken> takeOrHold(Check check, List<Sample> samples, long receivedMs) {
        return take(check, samples, receivedMs, true);
    }

    private CompletableFuture<Taken> take(Check check, List<Sample> samples, long receivedMs, boolean holds) {
        String protocol = check.getType();
        UUID uuid = UUID.fromString(check.getUuid());
        tally.received(protocol, samples.size());
        RepeatWindow.Claim claim = new RepeatWindow.Claim(new CompletableFuture<>(), samples.size());
        CheckStreams admitted = gate.of(uuid, check);
        Dealt dealt = builders.use(builder -> {
            builder.begin(check, uuid, BatchKind.PERIOD, receivedMs, samples.size());
            return deal(check, admitted, samples, receivedMs, claim, builder);
        });
        tally.repeated(protocol, dealt.repeated());
        List<CompletableFuture<Void>> all = new ArrayList<>(claim.others());
        all.add(append(protocol, dealt.batches(), claim, holds));
        int kept = samples.size() - dealt.refused() - dealt.repeated();
        Taken taken = new Taken(kept, dealt.repeated(), dealt.refused());
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> taken);
    }

    private record Dealt(List<BatchBuilder.Batch> batches, int refused, int repeated) {}

    private Dealt deal(
            Check check,
            CheckStreams admitted,
            List<Sample> samples,
            long receivedMs,
            RepeatWindow.Claim claim,
            BatchBuilder builder) {
        for (Sample raw : samples) {
            Sample sample = screened(check, admitted, raw, receivedMs);
            if (sample != null) {
                builder.add(sample);
            }
        }
        int refused = samples.size() - builder.size();
        int repeated = repeats.claim(builder, claim);
        return new Dealt(builder.build(), refused, repeated);
    }

    /**
     * When a push with this key was first received: the time its samples are to carry that have none of their own.
     *
     * @param key chosen by the sender; a push that is sent again within the repeat window carries the same
     */
    public long firstReceived(Check check, String key, long nowMs) {
        return keys.firstReceived(UUID.fromString(check.getUuid()), key, nowMs);
    }

    /** Whether anybody would see what {@link #show} is given. */
    public boolean isWatched() {
        return live.isWatched();
    }

    /** Shows samples of one check to whoever watches; they are never journaled, rolled up or judged. */
    public void show(Check check, List<Sample> samples, long nowMs) {
        if (!live.isWatched()) {
            return;
        }
        UUID uuid = UUID.fromString(check.getUuid());
        CheckStreams admitted = gate.of(uuid, check);
        List<BatchBuilder.Batch> batches = builders.use(builder -> {
            builder.begin(check, uuid, BatchKind.LIVE_ONLY, nowMs, samples.size());
            for (Sample sample : samples) {
                // What is refused here is refused again, and counted, when its period ends.
                Sample named = named(sample);
                if (named != null && flaw(named, nowMs).isEmpty() && admitted.wouldAdmit(named.name())) {
                    builder.add(named);
                }
            }
            return builder.build();
        });
        batches.forEach(batch -> live.publish(batch.bytes()));
    }

    /** How many timestamped samples are remembered. */
    int remembered() {
        return repeats.size();
    }

    private CompletableFuture<Void> append(
            String protocol, List<BatchBuilder.Batch> batches, RepeatWindow.Claim claim, boolean holds) {
        CompletableFuture<?>[] appends = batches.stream()
                .map(batch -> journal.append(batch.kind(), batch.bytes(), batch.samples())
                        .handle((offset, failure) -> settle(protocol, batch, failure, holds)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(appends).whenComplete((done, failure) -> {
            repeats.release(claim);
            if (failure == null) {
                claim.own().complete(null);
            } else {
                claim.own().completeExceptionally(failure);
            }
        });
    }

    private boolean settle(String protocol, BatchBuilder.Batch batch, @Nullable Throwable failure, boolean holds) {
        repeats.settle(batch.hashes(), failure == null, clock.millis());
        if (failure == null) {
            tally.journaled(protocol, batch.samples());
            return true;
        }
        if (failure instanceof JournalRefusedException refused) {
            if (holds && HeldBack.mayPass(refused.reason())) {
                held.hold(protocol, batch);
                return false;
            }
            tally.refused(protocol, refused.reason().label(), batch.samples());
        } else {
            tally.refused(protocol, "failed", batch.samples());
        }
        throw new CompletionException(failure);
    }

    /** The sample under its canonical name, or null when it was refused. */
    private @Nullable Sample screened(Check check, CheckStreams admitted, Sample raw, long nowMs) {
        Sample sample = named(raw);
        String reason = flaw(sample, nowMs);
        if (reason.isEmpty() && sample != null) {
            reason = refusal(admitted, sample.known());
            if (reason.isEmpty()) {
                return sample;
            }
        }
        tally.refused(check.getType(), reason, 1);
        return null;
    }

    private static String refusal(CheckStreams admitted, KnownStream stream) {
        if (stream.isAdmittedBy(admitted.number())) {
            return "";
        }
        String reason = admitted.refusal(stream.name());
        if (reason.isEmpty()) {
            stream.admittedBy(admitted.number());
        }
        return reason;
    }

    /** The sample under its canonical name; null when its tags are malformed. */
    private @Nullable Sample named(Sample sample) {
        if (sample.stream() != null) {
            return sample;
        }
        KnownStream stream = streams.find(sample.name());
        return stream == null ? null : sample.named(stream);
    }

    /** Why no stream can hold the sample; empty when one can. */
    private String flaw(@Nullable Sample sample, long nowMs) {
        if (sample == null) {
            return "bad_tags";
        }
        String flaw = sample.known().flaw();
        if (!flaw.isEmpty()) {
            return flaw;
        }
        if (sample.timeMs() - nowMs > maxAheadMs) {
            return "ahead";
        }
        if (sample.isTooLarge()) {
            return "histogram_too_large";
        }
        return sample.isFinite() ? "" : "not_finite";
    }
}
