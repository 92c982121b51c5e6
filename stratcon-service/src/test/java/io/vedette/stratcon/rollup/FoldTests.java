package io.vedette.stratcon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class FoldTests {
    private static final UUID CHECK = UUID.randomUUID();
    private static final long NOW = 1_800_000_000_000L;

    private final Fold fold = new Fold(SampleBounds.USUAL, new StreamNames(2));

    @Test
    void foldsSamplesIntoTheMinuteOfTheirOwnTime() {
        add(batch -> batch.stream("a")
                .real(NOW, 4)
                .whole(NOW + 1000, MetricType.INT32, 6)
                .real(NOW - 60_000, 1));
        var minutes = cells("a").minutes();
        assertThat(minutes.keySet()).containsExactly(NOW / 1000 - 60, NOW / 1000);
        NumericCell cell = minutes.get(NOW / 1000);
        assertThat(cell).isNotNull();
        assertThat(cell.count()).isEqualTo(2);
        assertThat(cell.sum()).isEqualTo(10);
        assertThat(cell.min()).isEqualTo(4);
        assertThat(cell.max()).isEqualTo(6);
        assertThat(cell.sumOfSquares()).isEqualTo(52);
        assertThat(cell.first()).isEqualTo(4);
        assertThat(cell.last()).isEqualTo(6);
        assertThat(cell.lastMs()).isEqualTo(NOW + 1000);
        assertThat(cell.average()).isEqualTo(5);
        assertThat(cell.stddev()).isEqualTo(1);
    }

    @Test
    void makesACellForEachMinute() {
        add(batch -> {
            batch.stream("a");
            for (int minute = 0; minute < 10; minute++) {
                batch.real(NOW + minute * 60_000L, minute);
            }
        });
        assertThat(cells("a").minutes()).hasSize(10);
        assertThat(cells("a").minutes().values())
                .allSatisfy(cell -> assertThat(cell.count()).isEqualTo(1));
    }

    @Test
    void streamsAreToldApartHoweverFewNamesAreRemembered() {
        UUID other = UUID.randomUUID();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 50; i++) {
                String name = "stream" + i;
                int value = i;
                add(batch -> batch.stream(name).real(NOW, value));
                BatchWriter batch = new BatchWriter()
                        .begin(other, 1, 0, BatchKind.PERIOD, NOW).stream(name).real(NOW, -value);
                fold.add(new BatchReader(batch.toBytes()), NOW);
            }
        }
        assertThat(fold.cells()).hasSize(100);
        fold.cells().forEach((stream, cells) -> {
            int value = Integer.parseInt(stream.name().substring(6));
            assertThat(cells.minutes().get(NOW / 1000))
                    .isNotNull()
                    .extracting(NumericCell::sum)
                    .isEqualTo(3.0 * (stream.check().equals(other) ? -value : value));
        });
    }

    @RepeatedTest(5)
    void inWhateverOrderStreamsComeAndWhoeverElseDrawsThemEachSampleIsItsOwn() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        StreamNames names = new StreamNames(8);
        Fold one = new Fold(SampleBounds.USUAL, names);
        Fold other = new Fold(SampleBounds.USUAL, names);
        for (int part = 0; part < 6; part++) {
            Map<String, List<Double>> ones = new TreeMap<>();
            Map<String, List<Double>> others = new TreeMap<>();
            // Large parts and small ones, so that the room of a part grows and shrinks.
            for (int batch = 0; batch < (part % 2 == 0 ? 200 : 3); batch++) {
                fold(one, ones, random);
                fold(other, others, random);
            }
            assertThat(sums(one)).as("seed %d", seed).isEqualTo(sums(ones));
            assertThat(sums(other)).as("seed %d", seed).isEqualTo(sums(others));
            one = one.next();
            other = other.next();
        }
    }

    /** Mostly the same streams one after the other, begun anywhere. */
    private static void fold(Fold fold, Map<String, List<Double>> kept, Random random) {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        int first = random.nextInt(30);
        for (int i = 0; i < 20; i++) {
            String name = "s" + (random.nextInt(10) == 0 ? random.nextInt(30) : (first + i) % 30);
            double value = random.nextInt(1_000);
            writer.stream(name).real(NOW, value);
            kept.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
        fold.add(new BatchReader(writer.toBytes()), NOW);
    }

    private static Map<String, Double> sums(Map<String, List<Double>> samples) {
        Map<String, Double> sums = new TreeMap<>();
        samples.forEach((name, values) ->
                sums.put(name, values.stream().mapToDouble(value -> value).sum()));
        return sums;
    }

    private static Map<String, Double> sums(Fold fold) {
        Map<String, Double> sums = new TreeMap<>();
        fold.cells()
                .forEach((stream, cells) -> sums.put(
                        stream.name(),
                        cells.minutes().values().stream()
                                .mapToDouble(NumericCell::sum)
                                .sum()));
        return sums;
    }

    @Test
    void aStreamIsOfTheTypeThatCameLastAndWasSeenFromItsFirstToItsLast() {
        add(batch -> batch.stream("a").whole(NOW + 7, MetricType.INT32, 1).text(NOW - 3, "x"));
        add(batch ->
                batch.stream("a").nothing(NOW + 9, MetricType.INT64).stream("b").real(NOW, 1));
        add(batch -> batch.stream("b").whole(NOW - 5, MetricType.UINT32, 1));
        assertThat(cells("a").type()).isEqualTo(MetricType.INT64);
        assertThat(cells("a").firstSeenMs()).isEqualTo(NOW - 3);
        assertThat(cells("a").lastSeenMs()).isEqualTo(NOW + 9);
        assertThat(cells("b").type()).isEqualTo(MetricType.UINT32);
        assertThat(cells("b").firstSeenMs()).isEqualTo(NOW - 5);
        assertThat(cells("b").lastSeenMs()).isEqualTo(NOW);
    }

    @Test
    void whatIsFoldedForHoursLosesNothing() {
        int samples = 2 * Fold.MOST_IN_LOG + 7;
        for (int from = 0; from < samples; from += 1_000) {
            int first = from;
            int until = Math.min(samples, from + 1_000);
            add(batch -> {
                batch.stream("a");
                for (int i = first; i < until; i++) {
                    batch.real(NOW + i % 3 * 60_000L, i % 5);
                }
                batch.stream("late").real(NOW - first, first);
            });
        }
        assertThat(cells("a").minutes().values().stream().mapToLong(NumericCell::count))
                .containsExactly((samples + 2L) / 3, (samples + 1L) / 3, samples / 3L);
        assertThat(cells("a").minutes().values().stream()
                        .mapToDouble(NumericCell::sum)
                        .sum())
                .isEqualTo(samples / 5 * 10 + (samples % 5) * (samples % 5 - 1) / 2);
        assertThat(cells("late").minutes().values().stream()
                        .mapToLong(NumericCell::count)
                        .sum())
                .isEqualTo(samples / 1_000 + 1);
    }

    @Test
    void countsEverySampleUnderOneFate() {
        add(batch -> batch.stream("a")
                .real(NOW, 1)
                .real(NOW, Double.NaN)
                .real(NOW, Double.NEGATIVE_INFINITY)
                .real(NOW, 1e200)
                .nothing(NOW, MetricType.DOUBLE)
                .real(NOW + SampleBounds.FURTHEST_AHEAD.toMillis(), 2)
                .real(NOW + SampleBounds.FURTHEST_AHEAD.toMillis() + 1, 3)
                .real(-1, 4)
                .histogram(NOW, MetricType.HISTOGRAM, new byte[] {0})
                .stream("b\0c")
                .real(NOW, 5));
        assertThat(fold.count(SampleFate.FOLDED)).isEqualTo(2);
        assertThat(fold.count(SampleFate.NOT_A_NUMBER)).isEqualTo(3);
        assertThat(fold.count(SampleFate.NOTHING)).isEqualTo(1);
        assertThat(fold.count(SampleFate.AHEAD)).isEqualTo(1);
        assertThat(fold.count(SampleFate.TOO_OLD)).isEqualTo(1);
        assertThat(fold.count(SampleFate.NOT_KEPT)).isEqualTo(1);
        assertThat(fold.count(SampleFate.BAD_NAME)).isEqualTo(1);
        assertThat(fold.fates()).containsOnlyKeys(SampleFate.values()).containsEntry(SampleFate.NOT_A_NUMBER, 3L);
        assertThat(fold.samples()).isEqualTo(10);
    }

    @Test
    void takesTheWholeOldestDayOfAnAccountAndNothingBefore() {
        long day = 86_400_000;
        Fold bounded =
                new Fold(new SampleBounds(Duration.ofDays(400), Map.of(2L, Duration.ofDays(2))), new StreamNames(2));
        long oldest = NOW / day * day - 2 * day;
        for (long account = 1; account <= 2; account++) {
            BatchWriter writer = new BatchWriter().begin(CHECK, account, 0, BatchKind.PERIOD, NOW);
            writer.stream("a").real(oldest, 1).real(oldest - 1, 2);
            bounded.add(new BatchReader(writer.toBytes()), NOW);
        }
        assertThat(bounded.count(SampleFate.FOLDED)).isEqualTo(3);
        assertThat(bounded.count(SampleFate.TOO_OLD)).isEqualTo(1);
    }

    @Test
    void keepsTheTextsOfAMinuteInTheOrderOfTheirTimes() {
        add(batch -> batch.stream("t")
                .text(NOW + 5, "later")
                .text(NOW, "b")
                .text(NOW, "a")
                .text(NOW + 3, "n\0l"));
        assertThat(cells("t").texts().values())
                .containsExactly(new TextCell(
                        4,
                        List.of(
                                new TextSample(NOW, "a"),
                                new TextSample(NOW, "b"),
                                new TextSample(NOW + 3, "n\uFFFDl"),
                                new TextSample(NOW + 5, "later"))));
    }

    @Test
    void mergesHistogramsAndKeepsTheLastOfThoseThatGoOnCounting() {
        Histogram one = new Histogram().insert(1, 2);
        Histogram other = new Histogram().insert(5, 1);
        add(batch -> batch.stream("h")
                .histogram(NOW + 5, MetricType.HISTOGRAM, one.toBytes())
                .histogram(NOW, MetricType.HISTOGRAM, other.toBytes())
                .stream("H")
                .histogram(NOW + 5, MetricType.CUMULATIVE_HISTOGRAM, one.toBytes())
                .histogram(NOW, MetricType.CUMULATIVE_HISTOGRAM, other.toBytes()));
        assertThat(cells("h").histograms().values())
                .containsExactly(new HistogramCell(
                        false, NOW + 5, new Histogram().insert(1, 2).insert(5, 1)));
        assertThat(cells("H").histograms().values()).containsExactly(new HistogramCell(true, NOW + 5, one));
        assertThat(fold.count(SampleFate.FOLDED)).isEqualTo(4);
    }

    @Test
    void liveOnlyBatchesLeaveNoTrace() {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.LIVE_ONLY, NOW);
        writer.stream("a").real(NOW, 1);
        fold.add(new BatchReader(writer.toBytes()), NOW);
        assertThat(fold.samples()).isZero();
        assertThat(fold.cells()).isEmpty();
    }

    private StreamCells cells(String name) {
        StreamCells cells = fold.cells().get(new StreamId(CHECK, name));
        assertThat(cells).isNotNull();
        return cells;
    }

    private void add(Consumer<BatchWriter> content) {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        content.accept(writer);
        fold.add(new BatchReader(writer.toBytes()), NOW);
    }
}
