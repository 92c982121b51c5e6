package io.vedette.broker.intake;

import io.vedette.broker.filter.CheckStreams;
import io.vedette.broker.filter.StreamGate;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final SampleHash hash = new SampleHash();
    private final StreamGate gate;

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
        repeats = RepeatReplay.rebuild(journal, hash, keys, settings, clock);
    }

    /**
     * Takes samples of one check as a period batch.
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
        CompletableFuture<Void> own = new CompletableFuture<>();
        RepeatWindow.Claim claim = new RepeatWindow.Claim(own);
        BatchBuilder builder = new BatchBuilder(check, uuid, BatchKind.PERIOD, receivedMs);
        CheckStreams streams = gate.of(uuid, check);
        int refused = 0;
        for (Sample raw : samples) {
            Sample sample = screened(check, streams, raw, receivedMs);
            if (sample == null) {
                refused++;
                continue;
            }
            long name = hash.of(sample.name());
            builder.add(sample, name, sample.timed() ? hash.of(uuid, sample, name) : 0);
        }
        int repeated = repeats.claim(builder, claim);
        tally.repeated(protocol, repeated);
        List<CompletableFuture<Void>> all = new ArrayList<>(claim.others());
        all.add(append(protocol, builder.build(), own, holds));
        Taken taken = new Taken(samples.size() - refused - repeated, repeated, refused);
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(done -> taken);
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
        CheckStreams streams = gate.of(uuid, check);
        BatchBuilder builder = new BatchBuilder(check, uuid, BatchKind.LIVE_ONLY, nowMs);
        for (Sample sample : samples) {
            // What is refused here is refused again, and counted, when its period ends.
            Sample named = named(sample);
            if (named != null && flaw(named, nowMs).isEmpty() && streams.wouldAdmit(named.name())) {
                builder.add(named, hash.of(named.name()), 0);
            }
        }
        builder.build().forEach(batch -> live.publish(batch.bytes()));
    }

    /** How many timestamped samples are remembered. */
    int remembered() {
        return repeats.size();
    }

    private CompletableFuture<Void> append(
            String protocol, List<BatchBuilder.Batch> batches, CompletableFuture<Void> own, boolean holds) {
        CompletableFuture<?>[] appends = batches.stream()
                .map(batch -> journal.append(batch.kind(), batch.bytes(), batch.samples())
                        .handle((offset, failure) -> settle(protocol, batch, failure, holds)))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(appends).whenComplete((done, failure) -> {
            if (failure == null) {
                own.complete(null);
            } else {
                own.completeExceptionally(failure);
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
    private @Nullable Sample screened(Check check, CheckStreams streams, Sample raw, long nowMs) {
        Sample sample = named(raw);
        String reason = flaw(sample, nowMs);
        if (reason.isEmpty() && sample != null) {
            reason = streams.refusal(sample.name());
            if (reason.isEmpty()) {
                return sample;
            }
        }
        tally.refused(check.getType(), reason, 1);
        return null;
    }

    /** The sample under its canonical name; null when its tags are malformed. */
    private static @Nullable Sample named(Sample sample) {
        if (sample.canonical()) {
            return sample;
        }
        Optional<String> name = StreamName.canonical(sample.name());
        if (name.isEmpty()) {
            return null;
        }
        return name.get().equals(sample.name()) ? sample : sample.named(name.get());
    }

    /** Why no stream can hold the sample; empty when one can. */
    private String flaw(@Nullable Sample sample, long nowMs) {
        if (sample == null) {
            return "bad_tags";
        }
        if (sample.name().isEmpty()) {
            return "no_name";
        }
        if (!sample.canonical() && isTooLong(sample.name())) {
            return "name_too_long";
        }
        if (sample.timeMs() - nowMs > maxAheadMs) {
            return "ahead";
        }
        if (sample.isTooLarge()) {
            return "histogram_too_large";
        }
        return sample.isFinite() ? "" : "not_finite";
    }

    private static boolean isTooLong(String name) {
        return name.length() * 3 > Batches.MAX_NAME_BYTES
                && name.getBytes(StandardCharsets.UTF_8).length > Batches.MAX_NAME_BYTES;
    }
}
