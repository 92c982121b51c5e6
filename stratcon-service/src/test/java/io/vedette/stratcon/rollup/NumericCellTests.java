package io.vedette.stratcon.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.stratcon.rollup.ReferenceCell.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class NumericCellTests {

    @RepeatedTest(200)
    void anySplitAndOrderGivesTheCellOfTheReference() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        List<Sample> samples = samples(random, 1 + random.nextInt(random.nextBoolean() ? 12 : 200));
        List<NumericCell> cells = split(random, samples);
        Collections.shuffle(cells, random);
        while (cells.size() > 1) {
            NumericCell one = cells.removeLast();
            cells.get(random.nextInt(cells.size())).merge(one.copy());
        }
        NumericCell cell = cells.getFirst();
        String told = "-Dvedette.seed=" + seed;
        ReferenceCell reference = ReferenceCell.of(samples);
        assertThat(cell.keepsSamples()).as(told).isEqualTo(samples.size() <= NumericCell.KEPT);
        try {
            reference.assertTold(cell);
            reference.assertCounted(cell);
        } catch (AssertionError e) {
            throw new AssertionError(told, e);
        }
    }

    @Test
    void countsExactlyWhatComesInTurnHoweverMuch() {
        Random random = new Random(5);
        List<Sample> samples = samples(random, 500).stream()
                .sorted(java.util.Comparator.comparingLong(Sample::timeMs).thenComparingDouble(Sample::value))
                .toList();
        NumericCell whole = cell(samples.subList(0, 1));
        for (int at = 1; at < 500; at += 7) {
            whole.merge(cell(samples.subList(at, Math.min(500, at + 7))));
        }
        assertThat(whole.isApproximate()).isFalse();
        ReferenceCell.of(samples).assertCounted(whole);
    }

    @Test
    void keepsFewSamplesInOrder() {
        NumericCell cell = NumericCell.of(20, 5);
        cell.add(10, 7);
        cell.add(20, 4);
        assertThat(cell.keepsSamples()).isTrue();
        assertThat(List.of(cell.timeMs(0), cell.timeMs(1), cell.timeMs(2))).containsExactly(10L, 20L, 20L);
        assertThat(List.of(cell.value(0), cell.value(1), cell.value(2))).containsExactly(7.0, 4.0, 5.0);
        assertThat(cell.rises()).isEqualTo(1);
        assertThat(cell.resets()).isEqualTo(1);
    }

    @Test
    void saysThatACounterViewIsApproximateOnceSamplesInterleave() {
        NumericCell one = NumericCell.of(0, 0);
        NumericCell other = NumericCell.of(5, 5);
        for (int i = 1; i < 20; i++) {
            one.add(i * 10L, i * 10);
            other.add(i * 10L + 5, i * 10 + 5);
        }
        assertThat(one.isApproximate()).isFalse();
        one.merge(other);
        assertThat(one.isApproximate()).isTrue();
    }

    private static List<NumericCell> split(Random random, List<Sample> samples) {
        List<NumericCell> cells = new ArrayList<>();
        for (int at = 0; at < samples.size(); ) {
            int end = Math.min(samples.size(), at + 1 + random.nextInt(30));
            cells.add(cell(samples.subList(at, end)));
            at = end;
        }
        return cells;
    }

    private static NumericCell cell(List<Sample> samples) {
        NumericCell cell =
                NumericCell.of(samples.getFirst().timeMs(), samples.getFirst().value());
        samples.subList(1, samples.size()).forEach(sample -> cell.add(sample.timeMs(), sample.value()));
        return cell;
    }

    private static List<Sample> samples(Random random, int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double value = random.nextBoolean() ? random.nextInt(10) : 1e9 + random.nextGaussian() * 1e6;
            samples.add(new Sample(random.nextInt(200), value));
        }
        return samples;
    }
}
