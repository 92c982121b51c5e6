package io.vedette.stratcon.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** What a cell must say, computed naively of all its samples at once. */
public record ReferenceCell(List<Sample> sorted) {
    /** Of a store that rounds squares. */
    private static final double SQUARES_TOLERANCE = 1e-7;

    private static final double RISES_TOLERANCE = 1e-3;

    /** One number at its time. */
    public record Sample(long timeMs, double value) {}

    public static ReferenceCell of(List<Sample> samples) {
        return new ReferenceCell(samples.stream()
                .sorted(Comparator.comparingLong(Sample::timeMs).thenComparingDouble(Sample::value))
                .toList());
    }

    /** Everything but the counter view. */
    public void assertTold(NumericCell cell) {
        double largest =
                sorted.stream().mapToDouble(one -> Math.abs(one.value)).max().orElseThrow();
        assertThat(cell.count()).isEqualTo(sorted.size());
        assertThat(cell.sum()).isCloseTo(sum(1).doubleValue(), within(1e-10 * (1 + sorted.size() * largest)));
        assertThat(cell.min())
                .isEqualTo(sorted.stream().mapToDouble(Sample::value).min().orElseThrow());
        assertThat(cell.max())
                .isEqualTo(sorted.stream().mapToDouble(Sample::value).max().orElseThrow());
        double squares = sum(2).doubleValue();
        assertThat(cell.sumOfSquares()).isCloseTo(squares, within(SQUARES_TOLERANCE * (1 + squares)));
        assertThat(cell.firstMs()).isEqualTo(sorted.getFirst().timeMs);
        assertThat(cell.first()).isEqualTo(sorted.getFirst().value);
        assertThat(cell.lastMs()).isEqualTo(sorted.getLast().timeMs);
        assertThat(cell.last()).isEqualTo(sorted.getLast().value);
    }

    /** Rises and resets, unless the cell says that it does not know them exactly. */
    public void assertCounted(NumericCell cell) {
        if (cell.isApproximate()) {
            assertThat(cell.keepsSamples()).isFalse();
            return;
        }
        BigDecimal rises = BigDecimal.ZERO;
        long resets = 0;
        DoubleStream.Builder increases = DoubleStream.builder();
        for (int i = 1; i < sorted.size(); i++) {
            double step = sorted.get(i).value - sorted.get(i - 1).value;
            if (step >= 0) {
                rises = rises.add(new BigDecimal(step));
                increases.accept(step);
            } else {
                resets++;
            }
        }
        double largest =
                sorted.stream().mapToDouble(one -> Math.abs(one.value)).max().orElseThrow();
        assertThat(cell.rises()).isCloseTo(rises.doubleValue(), within(1e-10 * (1 + sorted.size() * largest)));
        assertThat(cell.resets()).isEqualTo(resets);
        assertThat(cell.risesStddev())
                .isCloseTo(stddev(increases.build().toArray()), within(RISES_TOLERANCE * (1 + largest)));
    }

    private static double stddev(double[] values) {
        double mean = DoubleStream.of(values).average().orElse(0);
        return Math.sqrt(DoubleStream.of(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private BigDecimal sum(int power) {
        return sorted.stream()
                .map(one -> new BigDecimal(one.value).pow(power))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
