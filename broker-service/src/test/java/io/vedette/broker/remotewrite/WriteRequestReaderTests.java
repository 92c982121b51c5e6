package io.vedette.broker.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.histogram.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WriteRequestReaderTests {
    private static final Map<String, String> LABELS =
            new TreeMap<>(Map.of("__name__", "up", "job", "a b", "empty", ""));
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
    private static final LabelNames.Cache CACHE = new LabelNames.Cache();

    private static final List<byte[]> CORPUS = List.of(
            WriteRequests.first(LABELS, 2, WriteRequests.sample(1, 17), WriteRequests.sample(STALE, 18)),
            WriteRequests.second(LABELS, 2, WriteRequests.sample(1, 17)),
            WriteRequests.first(LABELS, 4, WriteRequests.histogram(17, 0)),
            WriteRequests.second(LABELS, 3, WriteRequests.histogram(17, 3)),
            WriteRequests.first(Map.of(), 2, WriteRequests.sample(1, 1)));

    private final List<Sample> samples = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void readsBothVersionsToTheSameSamples() {
        readFirst(WriteRequests.first(LABELS, 2, WriteRequests.sample(1.5, 17), WriteRequests.sample(2, 18)));
        readSecond(WriteRequests.second(LABELS, 2, WriteRequests.sample(1.5, 17), WriteRequests.sample(2, 18)));
        assertThat(samples.subList(0, 2)).isEqualTo(samples.subList(2, 4));
        assertThat(samples.getFirst().name()).isEqualTo("up|ST[job:b\"YSBi\"]");
        assertThat(samples.getFirst().timed()).isTrue();
        assertThat(samples.get(1).timeMs()).isEqualTo(18);
    }

    @Test
    void marksOfASeriesEndAndNoNumbersAreNoSamplesAndNoFault() {
        WriteRequestReader reader = reader(
                WriteRequests.first(LABELS, 2, WriteRequests.sample(STALE, 1), WriteRequests.sample(Double.NaN, 2)));
        reader.readFirst();
        assertThat(samples).isEmpty();
        assertThat(refused).containsExactly("stale", "not_finite");
        assertThat(reader.harmless()).isEqualTo(2);
    }

    @Test
    void refusesASeriesWithoutAName() {
        readFirst(WriteRequests.first(Map.of("job", "a"), 2, WriteRequests.sample(1, 1)));
        assertThat(refused).containsExactly("bad_labels");
    }

    @Test
    void putsNativeHistogramsIntoLogLinearBins() {
        readFirst(WriteRequests.first(LABELS, 4, WriteRequests.histogram(17, 0)));
        readSecond(WriteRequests.second(LABELS, 3, WriteRequests.histogram(17, 3)));
        assertThat(samples).extracting(sample -> sample.type().code()).containsExactly('H', 'h');
        Histogram histogram = Histogram.of(requireNonNull(samples.getFirst().histogram()));
        assertThat(histogram)
                .isEqualTo(new Histogram().insert(0, 2).insert(Math.sqrt(2), 1).insert(Math.sqrt(32), 3));
    }

    @RepeatedTest(20)
    void readsBackWhateverWasWritten() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, String> labels = new TreeMap<>();
        labels.put("__name__", "m" + random.nextInt(10));
        StreamName tags = new StreamName("");
        for (int i = random.nextInt(5); i > 0; i--) {
            String name = "l" + i;
            String value = "v/" + random.nextInt(1000) + (random.nextBoolean() ? "ü" : "");
            labels.put(name, value);
            tags.tag(name, value);
        }
        double value = random.nextGaussian() * 1e9;
        long time = random.nextLong(1L << 42);
        readFirst(WriteRequests.first(labels, 2, WriteRequests.sample(value, time)));
        readSecond(WriteRequests.second(labels, 2, WriteRequests.sample(value, time)));
        String name = labels.get("__name__") + tags.canonical().orElseThrow();
        assertThat(samples).as("seed %d", seed).hasSize(2).allSatisfy(sample -> {
            assertThat(sample.name()).isEqualTo(name);
            assertThat(Double.longBitsToDouble(sample.bits())).isEqualTo(value);
            assertThat(sample.timeMs()).isEqualTo(time);
        });
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] message) {
        readsOrRefuses(message);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("remote write", CORPUS, 20_000, WriteRequestReaderTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] message) {
        for (boolean second : new boolean[] {false, true}) {
            WriteRequestReader reader = new WriteRequestReader(
                    message, message.length, CACHE, WriteRequestReaderTests::canBeHeld, (reason, count) -> {
                        if (reason.isEmpty() || count != 1) {
                            throw new AssertionError("refused " + count + " for '" + reason + "'");
                        }
                    });
            try {
                if (second) {
                    reader.readSecond();
                } else {
                    reader.readFirst();
                }
            } catch (ProtoCursor.MalformedException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    private static void canBeHeld(Sample sample) {
        String name = sample.name();
        if (name.isEmpty()
                || name.getBytes(UTF_8).length > Batches.MAX_NAME_BYTES
                || !StreamName.canonical(name).orElse("").equals(name)) {
            throw new AssertionError("said to be canonical: " + name);
        }
    }

    private void readFirst(byte[] message) {
        reader(message).readFirst();
    }

    private void readSecond(byte[] message) {
        reader(message).readSecond();
    }

    private WriteRequestReader reader(byte[] message) {
        return new WriteRequestReader(
                message, message.length, new LabelNames.Cache(), samples::add, (reason, count) -> refused.add(reason));
    }
}
