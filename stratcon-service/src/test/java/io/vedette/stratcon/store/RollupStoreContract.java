package io.vedette.stratcon.store;

import static io.vedette.stratcon.store.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.rollup.ReferenceCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.rollup.StreamCells;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.Samples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every engine of the rollup store keeps, and answers. */
abstract class RollupStoreContract extends WriterContract {

    @Test
    void keepsWhatWasCommittedInFiveSizes() {
        RollupStore store = open();
        assertThat(store.register(journal, 7, 100)).isEqualTo(100);
        List<Sample> samples = List.of(sample(T, 1), sample(T + 1000, 3), sample(T + 61_000, 5));
        assertThat(store.commit(commit(100, 200, samples))).isEqualTo(new Committed());
        verify(open(), samples);
    }

    @Test
    void answersTheRangeAskedForAndNoMore() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        long minute = T / 1000 / 60 * 60;
        store.commit(commit(0, 1, List.of(sample(T - 60_000, 1), sample(T, 2), sample(T + 60_000, 3))));
        assertThat(store.numeric(ACCOUNT, List.of(stream), Rollup.MINUTE, minute, minute + 60)
                        .get(stream))
                .singleElement()
                .satisfies(cell -> assertThat(cell.startS()).isEqualTo(minute));
    }

    @Test
    void mergesDaysOldDataIntoCellsAlreadyWritten() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> first = List.of(sample(T, 5), sample(T + 86_400_000, 5));
        List<Sample> late = List.of(sample(T - 10, 9), sample(T + 10, 1), sample(T + 20, 7));
        store.commit(commit(0, 10, first));
        store.commit(commit(10, 20, late));
        verify(store, concat(first, late));
    }

    @Test
    void whatIsTendedAnswersAsBeforeAndTakesLateDataExactly() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> first = hours(30, 3);
        store.commit(commit(0, 10, first));
        assertThat(store.tend(LONG_AFTER)).isPositive();
        verify(store, first);
        List<Sample> late = hours(30, 7);
        store.commit(commit(10, 20, late));
        verify(store, concat(first, late));
        store.tend(LONG_AFTER);
        verify(open(), concat(first, late));
        assertThat(store.tend(LONG_AFTER)).isZero();
    }

    @Test
    void whatIsStillOpenIsTendedWithoutBeingClosed() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<Sample> next = List.of(sample(T + i * 1000L, i));
            store.commit(commit(i, i + 1, next));
            samples.addAll(next);
        }
        assertThat(store.tend(Instant.ofEpochMilli(T))).isPositive();
        assertThat(store.tend(Instant.ofEpochMilli(T))).isZero();
        verify(open(), samples);
    }

    @Test
    void mergesHistogramsExactlyInEverySizeWhoeverWritesThem() throws Exception {
        RollupStore store = open();
        long day = T / 86_400_000 * 86_400_000;
        List<Callable<CommitOutcome>> writers = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            int number = writer;
            writers.add(() -> {
                UUID own = UUID.randomUUID();
                store.register(own, number, 0);
                for (int round = 0; round < 8; round++) {
                    StreamCells cells = new StreamCells(ACCOUNT, MetricType.HISTOGRAM);
                    cells.histogram(
                            MetricType.HISTOGRAM, day + round % 4 * 1_200_000L, new Histogram().insert(number, 2));
                    cells.histogram(
                            MetricType.HISTOGRAM, day + round % 4 * 1_200_000L + 1, new Histogram().insert(7, 1));
                    assertThat(store.commit(new Commit(own, round, round + 1, new TreeMap<>(Map.of(stream, cells)))))
                            .isEqualTo(new Committed());
                }
                return store.commit(new Commit(own, 0, 1, new TreeMap<>()));
            });
        }
        assertThat(atOnce(writers)).allMatch(Refused.class::isInstance);
        Histogram round = new Histogram().insert(0, 4).insert(1, 4).insert(2, 4).insert(7, 6);
        assertThat(histograms(Rollup.MINUTE))
                .hasSize(4)
                .allMatch(one -> one.cell().bins().equals(round));
        assertThat(histograms(Rollup.FIVE_MINUTES)).hasSize(4);
        assertThat(histograms(Rollup.HOUR))
                .extracting(StoredHistogram::startS)
                .containsExactly(day / 1000, day / 1000 + 3600);
        assertThat(histograms(Rollup.DAY).stream()
                        .mapToLong(one -> one.cell().bins().count())
                        .sum())
                .isEqualTo(4 * 18);
        assertThat(store.histograms(ACCOUNT + 1, List.of(stream), Rollup.DAY, 0, T / 1000))
                .isEmpty();
    }

    @Test
    void keepsEverythingForEverUnlessToldOtherwise() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> samples = hours(3 * 24, 11);
        store.commit(commit(0, 10, samples));
        store.tend(LONG_AFTER);
        store.tend(LONG_AFTER.plus(Duration.ofDays(36_500)));
        verify(store, samples);
    }

    @Test
    void dropsTheSizesItIsToldToDropAndNoOthers() {
        RollupStore store = open(Map.of(Tier.MINUTE, Duration.ofDays(400)));
        store.register(journal, 7, 0);
        List<Sample> old = hours(2, 1);
        List<Sample> young = List.of(sample(T + 300 * 86_400_000L, 4));
        store.commit(commit(0, 10, concat(old, young)));
        store.tend(Instant.ofEpochMilli(T).plus(Duration.ofDays(460)));
        List<StoredNumeric> minutes = numeric(store, Rollup.MINUTE);
        assertThat(minutes)
                .singleElement()
                .satisfies(cell -> assertThat(cell.startS()).isGreaterThan(T / 1000 + 299 * 86_400L));
        assertThat(numeric(store, Rollup.HOUR)).hasSizeGreaterThan(2);
    }

    @Test
    void theCounterViewIsExactForWhatComesInTurn() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<Sample> samples = hours(26, 3);
        for (int at = 0; at < samples.size(); at += 50) {
            List<Sample> some = samples.subList(at, Math.min(samples.size(), at + 50));
            store.commit(commit(at, at + 50, some));
            if (at % 200 == 0) {
                store.tend(Instant.ofEpochMilli(some.getLast().timeMs()).plus(Duration.ofMinutes(11)));
            }
        }
        store.tend(LONG_AFTER);
        for (Rollup rollup : Rollup.values()) {
            SortedMap<Long, ReferenceCell> expected = Samples.reference(samples, stream, rollup);
            numeric(store, rollup).forEach(stored -> {
                assertThat(stored.cell().isApproximate()).isFalse();
                expected.getOrDefault(stored.startS(), ReferenceCell.of(List.of()))
                        .assertCounted(stored.cell());
            });
        }
    }

    @Test
    void answersForManyStreamsAtOnceWhatItAnswersForEach() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        List<StreamId> streams = IntStream.range(0, 600)
                .mapToObj(i -> new StreamId(stream.check(), "of many " + i))
                .toList();
        List<Sample> written = streams.stream()
                .map(one -> new Sample(one, T, streams.indexOf(one)))
                .toList();
        store.commit(commit(0, 1, written));
        store.tend(Instant.ofEpochMilli(T + 86_400_000));
        store.commit(commit(1, 2, written));
        var answer = open().numeric(ACCOUNT, streams, Rollup.MINUTE, T / 1000 - 60, T / 1000 + 60);
        assertThat(answer.keySet()).containsExactlyInAnyOrderElementsOf(streams);
        answer.forEach((one, cells) -> assertThat(cells)
                .singleElement()
                .satisfies(cell -> assertThat(cell.cell().sum()).isEqualTo(2.0 * streams.indexOf(one))));
    }

    @Test
    void showsNothingOfAnotherAccount() {
        RollupStore store = open();
        store.register(journal, 7, 0);
        store.commit(commit(0, 10, List.of(sample(T, 5))));
        assertThat(store.numeric(ACCOUNT + 1, List.of(stream), Rollup.HOUR, 0, T / 1000 + 60))
                .isEmpty();
    }

    @RepeatedTest(8)
    void anySplitOrderLatenessAndDuplicationGivesTheCellsOfTheReference() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("rollup store property, -Dvedette.seed=" + seed);
        Random random = new Random(seed);
        List<Sample> samples = randomSamples(random);
        List<JournalWriter> journals = List.of(new JournalWriter(), new JournalWriter());
        samples.forEach(sample -> journals.get(random.nextInt(2)).samples.add(sample));
        RollupStore store = open();
        journals.forEach(one -> store.register(one.id, 7, 0));
        while (journals.stream().anyMatch(JournalWriter::hasMore)) {
            RollupStore used = random.nextInt(5) == 0 ? open() : store;
            if (random.nextInt(4) == 0) {
                used.tend(Instant.ofEpochMilli(T - random.nextLong(3 * 86_400_000L)));
            }
            journals.get(random.nextInt(2)).writeSome(used, random);
        }
        verify(open(), samples);
        store.tend(LONG_AFTER);
        verify(open(), samples);
    }
}
