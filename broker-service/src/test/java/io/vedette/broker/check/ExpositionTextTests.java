package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.intake.Sample;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExpositionTextTests {
    private static final long NOW = 1_790_000_000_000L;
    private static final String ALPHABET = "ab_{}=\",\\ 1.5+InfNa#\t\u00e9";

    static LongStream seeds() {
        return new Random().longs(100);
    }

    @Test
    void readsNamesLabelsValuesAndTimes() {
        List<Sample> samples = read(
                "http_requests_total{method=\"post\",code=\"200\"} 1027 1395066363000",
                "escaped{path=\"C:\\\\DIR\\\\\",error=\"no \\\"x\\\"\"} 1.458255915e9",
                "no_labels 12.47",
                "infinite{} +Inf",
                "unknown NaN");
        assertThat(samples).hasSize(6);
        assertThat(samples.get(0).name()).isEqualTo("http_requests_total|ST[code:200,method:post]");
        assertThat(samples.get(0).timeMs()).isEqualTo(1395066363000L);
        assertThat(samples.get(2).name()).isEqualTo("no_labels");
        assertThat(Double.longBitsToDouble(samples.get(3).bits())).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(samples.get(4).missing()).isTrue();
        assertThat(samples.getLast().bits()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachLineIsReadOrCounted(long seed) {
        Random random = new Random(seed);
        int lines = random.nextInt(30);
        ExpositionText text = new ExpositionText(NOW, false);
        for (int i = 0; i < lines; i++) {
            StringBuilder line = new StringBuilder("x");
            random.ints(random.nextInt(40), 0, ALPHABET.length()).forEach(at -> line.append(ALPHABET.charAt(at)));
            text.line(line.toString());
        }
        List<Sample> samples = text.samples();
        int refused = (int) samples.getLast().bits();
        assertThat(samples.size() - 1 + refused).isEqualTo(lines);
    }

    private static List<Sample> read(String... lines) {
        ExpositionText text = new ExpositionText(NOW, false);
        List.of(lines).forEach(text::line);
        return text.samples();
    }
}
