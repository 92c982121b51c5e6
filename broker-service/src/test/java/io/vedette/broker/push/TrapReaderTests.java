package io.vedette.broker.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.broker.intake.Sample;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapReaderTests {
    private static final long NOW = 1_790_000_000_000L;

    private final List<String> samples = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final TrapReader reader = new TrapReader(
            TrapNames.BACKTICK,
            NOW,
            (sample, way) -> samples.add(
                    switch (way) {
                        case REPLACES -> text(sample);
                        case IS_AVERAGED -> "~" + text(sample);
                        case IS_ADDED -> "+" + text(sample);
                    }),
            (reason, count) -> refused.add(reason));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"a\":{\"b\":1}};a`b=1:L",
                "{\"a\":[5,{\"x\":-6}]};a`0=5:L a`1`x=-6:l",
                "{\"a\":1.5,\"t\":true,\"f\":false,\"n\":null,\"s\":\"x y\"};a=1.5:n t=1:i f=0:i n=null:i s=x y:s",
                "{\"a\":1}{\"a\":2} [3];a=1:L a=2:L 0=3:L",
                "/* c */ {\"a\":1} // end;a=1:L",
                "{\"a\":{\"_type\":\"n\",\"_value\":\"2.5\"}};a=2.5:n",
                "{\"a\":{\"_value\":3,\"_type\":\"I\",\"_ts\":77}};a@77=3:I",
                "{\"a\":{\"_ts\":77,\"_value\":3}};a@77=3:L",
                "{\"a\":{\"_type\":\"n\",\"_value\":[1,2,6]}};a=3.0:n",
                "{\"a\":{\"_type\":\"L\",\"_value\":null}};a=null:L",
                "{\"a\":{\"_value\":4}};a`_value=4:L",
                "{\"a\":{\"_value\":{\"b\":1}}};a`_value`b=1:L",
                "{\"a\":{\"_type\":\"L\",\"_value\":4,\"_fl\":\"+\"}}{\"a\":{\"_type\":\"L\",\"_value\":3,\"_fl\":\"+\"}};+a=4:L +a=3:L",
                "{\"a\":{\"_type\":\"s\",\"_value\":1,\"_tags\":{\"x\":[1]}}};a=1:s",
                "{\"a\":{\"_type\":\"h\",\"_value\":\"AAEKAAAB\",\"_ts\":77}};a@77=AAEKAAAB:h",
                "{\"a\":{\"_type\":\"H\",\"_value\":[1,\"H[1]=1\",\"AAEKAAAB\"]}};a=AAEKAAAD:H",
                "{};~~"
            })
    void namesAndTypesAsHttpTrapHasThem(String json, String expected) {
        read(json);
        assertThat(String.join(" ", samples)).isEqualTo(expected);
        assertThat(refused).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"a\":{\"_type\":\"i\",\"_value\":2147483648}}",
                "{\"a\":{\"_type\":\"I\",\"_value\":-1}}",
                "{\"a\":{\"_type\":\"n\",\"_value\":\"one\"}}",
                "{\"a\":{\"_type\":\"n\",\"_value\":1e999}}",
                "{\"a\":{\"_type\":\"n\",\"_value\":[1,[2]]}}",
                "{\"a\":{\"_type\":\"n\",\"_value\":1,\"_ts\":\"soon\"}}",
                "{\"a\":{\"_type\":\"h\",\"_value\":\"AAE=\"}}",
                "{\"a\":{\"_type\":\"h\",\"_value\":\"H[x]=1\"}}",
                "{\"a\":{\"_type\":\"h\",\"_value\":[1],\"_ts\":77}}",
                "{\"a\":{\"_type\":\"H\",\"_value\":[\"AAEKAAAB\",\"AAEKAAAB\"],\"_ts\":77}}",
                "{\"a\":1e999}"
            })
    void refusesAValueThatDoesNotFitAndReadsOn(String json) {
        read(json + "{\"next\":1}");
        assertThat(samples).containsExactly("next=1:L");
        assertThat(refused).containsExactly("bad_value");
    }

    @Test
    void keepsWhatCameBeforeAMistakeAndSaysWhereItIs() {
        assertThatThrownBy(() -> read("{\"a\":1,\n\"b\":2,}"))
                .isInstanceOf(TrapSyntaxException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> read("{\"c\":3,\"d\":{\"_type\":\"zz\",\"_value\":1}}"))
                .isInstanceOf(TrapSyntaxException.class)
                .hasMessageContaining("_type");
        assertThat(samples).containsExactly("a=1:L", "b=2:L", "c=3:L");
    }

    @Test
    void tellsApartWhatIsToBeAveraged() {
        read("{\"a\":{\"_type\":\"n\",\"_value\":4,\"_fl\":\"~\"}}");
        assertThat(samples).containsExactly("~a=4.0:n");
    }

    @Test
    void stopsAtMoreThan32Levels() {
        read("[".repeat(32) + "1" + "]".repeat(32));
        assertThat(samples).hasSize(1);
        assertThatThrownBy(() -> read("[".repeat(33) + "1" + "]".repeat(33))).isInstanceOf(TrapSyntaxException.class);
    }

    @Test
    void cutsNamesToWhatAStreamMayHave() {
        read("{\"" + "é".repeat(4000) + "\":1}");
        assertThat(reader.truncated()).isTrue();
        assertThat(samples.getFirst()
                        .substring(0, samples.getFirst().indexOf('='))
                        .getBytes(UTF_8))
                .hasSizeBetween(4095, 4096);
    }

    @RepeatedTest(50)
    void readsBackAnyDocument() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        StringBuilder json = new StringBuilder();
        List<String> expected = new ArrayList<>();
        int documents = 1 + random.nextInt(3);
        for (int i = 0; i < documents; i++) {
            member(random, json, "", 0, expected);
        }
        read(json.toString());
        assertThat(samples).as("seed %d, %s", seed, json).isEqualTo(expected);
    }

    /** Writes one container of random shape; what it must be read as goes to {@code expected}. */
    private static void member(Random random, StringBuilder json, String path, int depth, List<String> expected) {
        boolean isArray = random.nextBoolean();
        json.append(isArray ? '[' : '{');
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            String name = isArray ? Integer.toString(i) : "k" + random.nextInt(3);
            json.append(i == 0 ? "" : ",").append(isArray ? "" : "\"" + name + "\":");
            String here = path.isEmpty() ? name : path + "`" + name;
            if (depth < 5 && random.nextInt(3) == 0) {
                member(random, json, here, depth + 1, expected);
            } else {
                long value = random.nextInt(1000);
                json.append(value);
                expected.add(here + "=" + value + ":L");
            }
        }
        json.append(isArray ? ']' : '}');
    }

    private void read(String json) {
        reader.read(new ByteArrayInputStream(json.getBytes(UTF_8)));
    }

    private static String text(Sample sample) {
        String time = sample.timed() ? "@" + sample.timeMs() : "";
        String value = sample.missing()
                ? "null"
                : switch (sample.type()) {
                    case TEXT -> String.valueOf(sample.text());
                    case HISTOGRAM, CUMULATIVE_HISTOGRAM ->
                        Base64.getEncoder().encodeToString(requireNonNull(sample.histogram()));
                    case DOUBLE -> Double.toString(Double.longBitsToDouble(sample.bits()));
                    default -> Long.toString(sample.bits());
                };
        return sample.name() + time + "=" + value + ":" + sample.type().code();
    }
}
