package io.vedette.stratcon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.histogram.Histogram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FoldTests {
    private static final UUID CHECK = UUID.randomUUID();
    private static final long NOW = 1_800_000_000_000L;

    private final Fold fold = new Fold();

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
        assertThat(fold.samples()).isEqualTo(10);
    }

    @Test
    void takesTheWholeOldestDayOfAnAccountAndNothingBefore() {
        long day = 86_400_000;
        Fold bounded = new Fold(new SampleBounds(Duration.ofDays(400), Map.of(2L, Duration.ofDays(2))));
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
