package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.Samples.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every engine makes of who writes: each commit once and at its place, whoever makes it, however many write, tend and ask at once, and whatever restarts. */
abstract class WriterContract extends TextStoreContract {

    @Test
    void refusesAReplayAndChangesNothing() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> samples = List.of(sample(T, 5));
        store.commit(commit(0, 10, samples));
        assertThat(store.commit(commit(0, 10, samples))).isEqualTo(new Refused(10));
        assertThat(open().commit(commit(0, 10, samples))).isEqualTo(new Refused(10));
        verify(store, samples);
    }

    @Test
    void refusesACommitThatLeavesAHoleOrHasNoJournal() {
        RollupStore store = open();
        assertThat(store.commit(commit(0, 10, List.of(sample(T, 5))))).isEqualTo(new Refused(-1));
        store.register(journal, 7, 0);
        assertThat(store.commit(commit(5, 10, List.of(sample(T, 5))))).isEqualTo(new Refused(0));
        verify(store, List.of());
    }

    @Test
    void registersAJournalOnceAndRemembersHowFarItIs() {
        open().register(journal, 7, 30);
        open().commit(commit(30, 40, List.of(sample(T, 5))));
        assertThat(open().register(journal, 8, 99)).isEqualTo(40);
    }

    @Test
    void fencesAPausedOwner() {
        RollupStore paused = open();
        RollupStore successor = open();
        paused.register(journal, 7, 0);
        List<Sample> taken = List.of(sample(T, 1), sample(T + 5, 2));
        successor.register(journal, 7, 0);
        successor.commit(commit(0, 20, taken));
        assertThat(paused.commit(commit(0, 10, List.of(sample(T, 1))))).isEqualTo(new Refused(20));
        verify(paused, taken);
    }

    @Test
    void ofTwoOwnersAtOnceExactlyOneCommits() throws Exception {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> samples = List.of(sample(T, 1), sample(T + 5, 2));
        Callable<CommitOutcome> attempt = () -> open().commit(commit(0, 10, samples));
        List<CommitOutcome> outcomes = atOnce(Collections.nCopies(4, attempt));
        assertThat(outcomes).filteredOn(Committed.class::isInstance).hasSize(1);
        verify(store, samples);
    }

    @Test
    void writersOnTheSameCellsAllSurvive() throws Exception {
        RollupStore store = open();
        List<Sample> all = Collections.synchronizedList(new ArrayList<>());
        List<Callable<CommitOutcome>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            int number = writer;
            writers.add(() -> {
                UUID own = UUID.randomUUID();
                store.register(own, number, 0);
                CommitOutcome last = new Refused(-1);
                for (int round = 0; round < 10; round++) {
                    List<Sample> samples = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                        StreamId one = new StreamId(stream.check(), "s" + i);
                        samples.add(new Sample(one, T + round * 1000L + number, round + i));
                    }
                    all.addAll(samples);
                    last = store.commit(new Commit(own, round, round + 1, Samples.cells(samples)));
                    assertThat(last).isEqualTo(new Committed());
                }
                return last;
            });
        }
        atOnce(writers);
        verify(store, all);
    }

    @Test
    void writersOfOneChunkAndThoseWhoTendItAllSurvive() throws Exception {
        RollupStore store = open();
        List<Sample> all = Collections.synchronizedList(new ArrayList<>());
        List<Callable<CommitOutcome>> calls = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int number = writer;
            calls.add(() -> {
                UUID own = UUID.randomUUID();
                store.register(own, number, 0);
                for (int round = 0; round < 15; round++) {
                    List<Sample> samples = List.of(sample(T + round * 60_000L + number, round + 0.5));
                    all.addAll(samples);
                    assertThat(store.commit(new Commit(own, round, round + 1, Samples.cells(samples))))
                            .isEqualTo(new Committed());
                }
                return new Committed();
            });
            calls.add(() -> {
                for (int round = 0; round < 10; round++) {
                    open().tend(LONG_AFTER);
                }
                return new Committed();
            });
        }
        atOnce(calls);
        verify(store, all);
        store.tend(LONG_AFTER);
        verify(open(), all);
    }

    @Test
    void whoAsksWhileOthersWriteAndTendSeesEachSampleOnce() throws Exception {
        RollupStore store = open();
        store.register(journal, 7, 0);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger committed = new AtomicInteger();
        int rounds = 80;
        Callable<CommitOutcome> writer = () -> {
            for (int round = 0; round < rounds; round++) {
                begun.incrementAndGet();
                store.commit(commit(round, round + 1, List.of(sample(T + round * 300_000L, round))));
                committed.incrementAndGet();
            }
            return new Committed();
        };
        Callable<CommitOutcome> tender = () -> {
            while (committed.get() < rounds) {
                store.tend(LONG_AFTER);
            }
            return new Committed();
        };
        Callable<CommitOutcome> reader = () -> {
            while (committed.get() < rounds) {
                int least = committed.get();
                long count = numeric(open(), Rollup.HOUR).stream()
                        .mapToLong(one -> one.cell().count())
                        .sum();
                assertThat(count).isBetween((long) least, (long) begun.get());
            }
            return new Committed();
        };
        atOnce(List.of(writer, tender, reader));
    }

    @Test
    void enginesThatRestartInTheMiddleLoseAndDoubleNothing() throws Exception {
        RollupStore store = open();
        List<Sample> all = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger writing = new AtomicInteger(2);
        List<Callable<CommitOutcome>> calls = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            int number = writer;
            calls.add(() -> {
                UUID own = UUID.randomUUID();
                patiently(() -> store.register(own, number, 0));
                for (int round = 0; round < 60; round++) {
                    List<Sample> samples = List.of(sample(T + round * 60_000L + number, round + 0.5));
                    all.addAll(samples);
                    Commit commit = new Commit(own, round, round + 1, Samples.cells(samples));
                    assertThat(patiently(() -> store.commit(commit))).isIn(new Committed(), new Refused(commit.to()));
                }
                writing.decrementAndGet();
                return new Committed();
            });
        }
        calls.add(() -> {
            while (writing.get() > 0) {
                restart();
                patiently(() -> store.tend(LONG_AFTER));
            }
            return new Committed();
        });
        atOnce(calls);
        patiently(() -> store.tend(LONG_AFTER));
        verify(open(), all);
    }
}
