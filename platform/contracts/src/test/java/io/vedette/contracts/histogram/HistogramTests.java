package io.vedette.contracts.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.contracts.histogram.Histogram.Bucket;
import io.vedette.contracts.histogram.Histogram.MalformedHistogramException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class HistogramTests {

    @Test
    void putsValuesIntoTheBinsOfTwoDigits() {
        assertThat(new Histogram().insert(0.11, 1).buckets().getFirst().left()).isCloseTo(0.11, within(1e-9));
        assertThat(new Histogram().insert(1234, 2).buckets()).containsExactly(new Bucket(1200, 100, 2));
        assertThat(new Histogram().insert(-0.5, 1).buckets().getFirst().left()).isCloseTo(-0.51, within(1e-9));
        assertThat(new Histogram().insert(0, 1).insert(1e-200, 1).buckets()).containsExactly(new Bucket(0, 0, 2));
        assertThat(new Histogram().insert(1e200, 1).insert(Double.NaN, 1).buckets())
                .isEmpty();
        assertThat(new Histogram().insert(1e200, 1).count()).isEqualTo(1);
    }

    @Test
    void isWrittenAsItsFoundersWriteIt() {
        assertThat(new Histogram().insert(1, 1).toBase64()).isEqualTo("AAEKAAAB");
        // 1 bin: 12, exponent 3, a count of two bytes, the low one first.
        assertThat(new Histogram().insert(1200, 0x0102).toBytes()).containsExactly(0, 1, 12, 3, 1, 2, 1);
        assertThat(new Histogram().insert(-3, 1).insert(0, 1).toBytes())
                .containsExactly(0, 2, -30, 0, 0, 1, 0, 0, 0, 1);
        assertThat(Histogram.ofBase64("AAEKAAAB")).isEqualTo(new Histogram().insert(1, 1));
    }

    @Test
    void spreadsAQuantileOverItsBin() {
        Histogram histogram = new Histogram().insert(1, 1).insert(2, 1);
        assertThat(histogram.quantile(0)).isEqualTo(1.0);
        assertThat(histogram.quantile(0.5)).isCloseTo(1.1, within(1e-9));
        assertThat(histogram.quantile(0.75)).isCloseTo(2.05, within(1e-9));
        assertThat(histogram.quantile(1)).isCloseTo(2.1, within(1e-9));
        assertThat(new Histogram().quantile(0.5)).isNaN();
    }

    @RepeatedTest(10)
    void mergesExactlyInWhateverOrder() {
        Random random = seeded();
        Histogram[] parts = {new Histogram(), new Histogram(), new Histogram()};
        Histogram whole = new Histogram();
        for (int i = 0; i < 500; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
            long count = 1L + random.nextInt(1000);
            whole.insert(value, count);
            parts[random.nextInt(3)].insert(value, count);
        }
        Histogram left = new Histogram().merge(parts[0]).merge(parts[1]).merge(parts[2]);
        Histogram right = new Histogram()
                .merge(parts[2])
                .merge(new Histogram().merge(parts[1]).merge(parts[0]));
        assertThat(left).isEqualTo(whole).isEqualTo(right).hasSameHashCodeAs(right);
        assertThat(Histogram.of(whole.toBytes())).isEqualTo(whole);
        assertThat(Histogram.ofBase64(whole.toBase64()).toBytes()).isEqualTo(whole.toBytes());
    }

    @Test
    void tellsWhatWasCountedSinceAnEarlierState() {
        Histogram earlier = new Histogram().insert(1, 2).insert(50, 1);
        Histogram later = new Histogram().merge(earlier).insert(1, 3).insert(7, 1);
        assertThat(later.since(earlier)).contains(new Histogram().insert(1, 3).insert(7, 1));
        assertThat(later.since(later)).contains(new Histogram());
        assertThat(earlier.since(later)).isEmpty();
        assertThat(new Histogram().insert(1, 9).since(earlier)).isEmpty();
    }

    @RepeatedTest(10)
    void isWrongByTheWidthOfABinAtMost() {
        Random random = seeded();
        double[] values = DoubleStream.generate(() -> Math.exp(random.nextGaussian() * 3))
                .limit(1001)
                .sorted()
                .toArray();
        Histogram histogram = new Histogram();
        Arrays.stream(values).forEach(value -> histogram.insert(value, 1));
        for (double part : new double[] {0.01, 0.25, 0.5, 0.9, 0.99}) {
            double exact = values[(int) Math.round(part * 1000)];
            assertThat(histogram.quantile(part)).isCloseTo(exact, within(exact * 0.11));
        }
        double sum = Arrays.stream(values).sum();
        assertThat(histogram.sum()).isCloseTo(sum, within(sum * 0.06));
    }

    @RepeatedTest(10)
    void everyValueLiesInItsBin() {
        Random random = seeded();
        for (int i = 0; i < 500; i++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
            Bucket bucket = new Histogram().insert(value, 1).buckets().getFirst();
            assertThat(value)
                    .isBetween(
                            bucket.left() - Math.abs(value) * 1e-9,
                            bucket.left() + bucket.width() + Math.abs(value) * 1e-9);
        }
    }

    @RepeatedTest(10)
    void refusesWhatIsNone() {
        Random random = seeded();
        byte[] bytes = new Histogram().insert(1, 300).insert(2, 1).toBytes();
        assertThatThrownBy(() -> Histogram.of(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(MalformedHistogramException.class);
        assertThatThrownBy(() -> Histogram.of(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(MalformedHistogramException.class);
        assertThatThrownBy(() -> Histogram.ofBase64("%")).isInstanceOf(MalformedHistogramException.class);
        byte[] noise = new byte[random.nextInt(64)];
        random.nextBytes(noise);
        try {
            Histogram.of(noise).quantile(random.nextDouble());
        } catch (MalformedHistogramException expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private static Random seeded() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        return new Random(seed);
    }
}
