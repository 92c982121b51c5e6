package io.vedette.broker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RepeatWindowTests {
    private static final UUID CHECK = UUID.randomUUID();
    private static final int MANY = 1_000_000;

    private final RepeatWindow window = new RepeatWindow(Duration.ofHours(1), MANY);

    private record Pending(BatchBuilder samples, RepeatWindow.Claim claim) {}

    /** In order and not, again and anew, journaled and refused: what is known is what a plain set would know. */
    @RepeatedTest(20)
    void knowsWhatASetOfAllSamplesWouldKnow() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        Set<String> expected = new HashSet<>();
        Deque<Pending> pending = new ArrayDeque<>();
        for (int push = 0; push < 200; push++) {
            BatchBuilder samples = builder();
            int repeats = 0;
            for (int i = 0; i < 20; i++) {
                String stream = "s" + random.nextInt(4);
                // Mostly forwards, sometimes back to what was sent before.
                long timeMs = random.nextInt(4) == 0 ? random.nextInt(push + 1) : push;
                long value = random.nextInt(3);
                samples.add(sample(stream, timeMs, value));
                String name = stream + "@" + timeMs + "=" + value;
                repeats += expected.add(name) ? 0 : 1;
            }
            RepeatWindow.Claim claim = new RepeatWindow.Claim(new CompletableFuture<>(), 20);
            assertThat(window.claim(samples, claim))
                    .as("seed %d, push %d", seed, push)
                    .isEqualTo(repeats);
            pending.add(new Pending(samples, claim));
            if (random.nextInt(3) == 0) {
                pending.forEach(this::journal);
                pending.clear();
            }
        }
    }

    @Test
    void aSampleWhoseAppendFailedIsFreeToBeSentAgain() {
        BatchBuilder samples = builder();
        samples.add(sample("a", 10, 1));
        RepeatWindow.Claim claim = new RepeatWindow.Claim(new CompletableFuture<>(), 20);
        assertThat(window.claim(samples, claim)).isZero();
        samples.build().forEach(batch -> window.settle(batch.hashes(), false, 1));
        window.release(claim);
        BatchBuilder again = builder();
        again.add(sample("a", 10, 1));
        assertThat(window.claim(again, new RepeatWindow.Claim(new CompletableFuture<>(), 20)))
                .isZero();
    }

    @Test
    void whoSendsAgainWhatIsOnItsWayWaitsForIt() {
        BatchBuilder samples = builder();
        samples.add(sample("a", 10, 1));
        RepeatWindow.Claim first = new RepeatWindow.Claim(new CompletableFuture<>(), 20);
        window.claim(samples, first);
        BatchBuilder again = builder();
        again.add(sample("a", 10, 1));
        RepeatWindow.Claim second = new RepeatWindow.Claim(new CompletableFuture<>(), 20);
        assertThat(window.claim(again, second)).isOne();
        assertThat(second.others()).containsExactly(first.own());
    }

    @Test
    void forgetsTheTimesOfTooManyStreamsWithoutTakingARepeatForNew() {
        LastTimes lasts = new LastTimes();
        for (long stream = 0; stream < 600_000; stream++) {
            lasts.advances(stream * 0x9e3779b97f4a7c15L, 5);
        }
        assertThat(lasts.advances(0x9e3779b97f4a7c15L, 5)).isFalse();
        assertThat(lasts.advances(0x9e3779b97f4a7c15L, 6)).isTrue();
        assertThat(lasts.advances(1234, 5)).isFalse();
        assertThat(lasts.advances(1234, 7)).isTrue();
    }

    private void journal(Pending pending) {
        pending.samples().build().forEach(batch -> window.settle(batch.hashes(), true, 1));
        window.release(pending.claim());
    }

    private static BatchBuilder builder() {
        return new BatchBuilder().begin(Check.getDefaultInstance(), CHECK, BatchKind.PERIOD, 0, 20);
    }

    private static Sample sample(String name, long timeMs, long value) {
        return Sample.whole(name, MetricType.INT64, timeMs, value)
                .timedAt(timeMs)
                .named(name);
    }
}
