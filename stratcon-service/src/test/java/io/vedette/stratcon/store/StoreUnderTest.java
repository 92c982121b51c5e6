package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.ReferenceCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.Samples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A store that tests write to, and what its cells must be. */
abstract class StoreUnderTest {
    static final long T = 1_700_000_040_000L;
    static final Instant LONG_AFTER = Instant.ofEpochMilli(T).plus(Duration.ofDays(800));

    final UUID journal = UUID.randomUUID();
    final StreamId stream = new StreamId(UUID.randomUUID(), "requests|ST[env:prod]");

    /** The store, opened anew: what it knows is what the engine kept. */
    RollupStore open() {
        return open(Map.of());
    }

    /** As {@link #open()}, keeping sizes no longer than that. */
    abstract RollupStore open(Map<Tier, Duration> keep);

    /** Breaks off whatever the engine does now. */
    abstract void restart();

    static <T> T patiently(Supplier<T> call) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .ignoreException(StoreUnavailableException.class)
                .until(call::get, answer -> true);
    }

    /** Samples every five minutes, rising and falling, that end at T. */
    List<Sample> hours(int hours, int every) {
        List<Sample> samples = new ArrayList<>();
        for (int i = hours * 12; i >= 0; i--) {
            samples.add(sample(T - i * 300_000L, i % every));
        }
        return samples;
    }

    List<StoredNumeric> numeric(RollupStore store, Rollup rollup) {
        return store.numeric(ACCOUNT, List.of(stream), rollup, 0, T / 1000 + 1000 * 86_400L)
                .getOrDefault(stream, List.of());
    }

    List<StoredHistogram> histograms(Rollup rollup) {
        return open().histograms(ACCOUNT, List.of(stream), rollup, 0, T / 1000 + 86_400)
                .getOrDefault(stream, List.of());
    }

    List<Sample> randomSamples(Random random) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            StreamId one = new StreamId(stream.check(), "s" + random.nextInt(3));
            long late = random.nextInt(4) == 0 ? random.nextLong(3 * 86_400_000L) : random.nextLong(120_000);
            double value = random.nextBoolean() ? random.nextInt(10) : random.nextGaussian() * 1e6;
            samples.add(new Sample(one, T - late, value));
        }
        return samples;
    }

    /** Writes its samples in commits of any size, and now and then says again what it said before. */
    static final class JournalWriter {
        final UUID id = UUID.randomUUID();
        final List<Sample> samples = new ArrayList<>();
        private final List<Commit> said = new ArrayList<>();
        private int at;

        boolean hasMore() {
            return at < samples.size();
        }

        void writeSome(RollupStore store, Random random) {
            int to = Math.min(samples.size(), at + 1 + random.nextInt(60));
            say(store, random, hasMore() ? Samples.cells(samples.subList(at, to)) : new TreeMap<>(), to);
        }

        /** A commit that moves on by one. */
        void say(RollupStore store, Random random, SortedMap<StreamId, StreamCells> cells) {
            say(store, random, cells, at + 1);
        }

        private void say(RollupStore store, Random random, SortedMap<StreamId, StreamCells> cells, int to) {
            if (!said.isEmpty() && random.nextInt(3) == 0) {
                assertThat(store.commit(said.get(random.nextInt(said.size())))).isEqualTo(new Refused(at));
            }
            if (!cells.isEmpty()) {
                Commit commit = new Commit(id, at, to, cells);
                assertThat(store.commit(commit)).isEqualTo(new Committed());
                said.add(commit);
                at = to;
            }
        }
    }

    Sample sample(long timeMs, double value) {
        return new Sample(stream, timeMs, value);
    }

    Commit commit(long from, long to, List<Sample> samples) {
        return new Commit(journal, from, to, Samples.cells(samples));
    }

    void verify(RollupStore store, Collection<Sample> samples) {
        Collection<StreamId> streams = samples.isEmpty()
                ? List.of(stream)
                : samples.stream().map(Sample::stream).distinct().toList();
        for (Rollup rollup : Rollup.values()) {
            var stored = store.numeric(ACCOUNT, streams, rollup, 0, T / 1000 + 10 * 86_400);
            for (StreamId one : streams) {
                verify(stored.getOrDefault(one, List.of()), Samples.reference(samples, one, rollup));
            }
        }
    }

    static void verify(List<StoredNumeric> stored, SortedMap<Long, ReferenceCell> expected) {
        assertThat(stored).extracting(StoredNumeric::startS).containsExactlyElementsOf(expected.keySet());
        stored.forEach(cell -> {
            ReferenceCell reference = expected.get(cell.startS());
            assertThat(reference).isNotNull();
            reference.assertTold(cell.cell());
        });
    }

    static List<Sample> concat(List<Sample> one, List<Sample> other) {
        List<Sample> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    static List<CommitOutcome> atOnce(List<Callable<CommitOutcome>> calls) throws Exception {
        List<CommitOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            for (Future<CommitOutcome> outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }
}
