package io.vedette.contracts.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchTests {
    private static final UUID CHECK = UUID.fromString("36b5a748-5614-57f1-87e3-32ca709c9cac");
    private static final long NOW = 1_790_000_000_123L;

    static LongStream seeds() {
        return new Random().longs(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatWasWrittenIsRead(long seed) {
        Random random = new Random(seed);
        BatchKind kind = random.nextBoolean() ? BatchKind.PERIOD : BatchKind.LIVE_ONLY;
        BatchWriter writer = new BatchWriter();
        for (int round = 0; round < 3; round++) {
            writer.begin(CHECK, 42, 7, kind, NOW);
            List<Sample> written = write(random, writer);
            byte[] batch = writer.toBytes();
            assertThat(writer.size()).isGreaterThanOrEqualTo(batch.length);
            BatchReader reader = new BatchReader(batch);
            assertThat(reader.check()).isEqualTo(CHECK);
            assertThat(reader.account()).isEqualTo(42);
            assertThat(reader.shard()).isEqualTo(7);
            assertThat(reader.kind()).isEqualTo(kind);
            assertThat(reader.receivedMs()).isEqualTo(NOW);
            assertThat(read(reader)).isEqualTo(written);
            assertThat(writer.samples()).isEqualTo(written.size());
        }
    }

    @Test
    void streamsAreSteppedOverWithoutDecodingThem() {
        byte[] batch = new BatchWriter()
                .begin(CHECK, 1, 0, BatchKind.PERIOD, NOW).stream("unwatched").text(NOW, "x".repeat(1000)).stream(
                                "watched")
                        .real(NOW, 1.5)
                        .toBytes();
        int watchedBytes = 10;
        batch[batch.length - watchedBytes - 1004] = 0; // whoever decoded this would find no type
        BatchReader reader = new BatchReader(batch);
        assertThat(reader.nextStream()).isTrue();
        assertThat(reader.nameIs("watched".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(reader.nextStream()).isTrue();
        assertThat(reader.nameIs("watched".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(reader.nextSample()).isTrue();
        assertThat(reader.real()).isEqualTo(1.5);
        assertThat(reader.nextSample()).isFalse();
        assertThat(reader.nextStream()).isFalse();
    }

    @Test
    void whatNamesShareIsWrittenOnce() {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        String tags = "|ST[" + "host:web17,region:north,".repeat(20) + "]";
        for (int core = 0; core < 100; core++) {
            writer.stream("cpu`" + core + "`user" + tags).real(NOW - 1_000_000_000_000L, core);
        }
        byte[] batch = writer.toBytes();
        assertThat(batch.length).isLessThan(tags.length() + 100 * 20);
        BatchReader reader = new BatchReader(batch);
        for (int core = 0; core < 100; core++) {
            assertThat(reader.nextStream()).isTrue();
            assertThat(reader.name()).isEqualTo("cpu`" + core + "`user" + tags);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void namesAreReadWhateverTheyShare(long seed) {
        Random random = new Random(seed);
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StringBuilder name = new StringBuilder("n");
            for (int n = random.nextInt(60); n > 0; n--) {
                name.append("aab\u00e4\u00e9".charAt(random.nextInt(5)));
            }
            names.add(name.toString());
            writer.stream(name.toString());
        }
        BatchReader reader = new BatchReader(writer.toBytes());
        for (String name : names) {
            assertThat(reader.nextStream()).isTrue();
            assertThat(reader.name()).isEqualTo(name);
            assertThat(reader.nameIs(name.getBytes(StandardCharsets.UTF_8))).isTrue();
        }
        assertThat(reader.nextStream()).isFalse();
    }

    @Test
    void aStreamWithoutANameIsRefused() {
        byte[] batch = new BatchWriter()
                .begin(CHECK, 1, 0, BatchKind.PERIOD, NOW).stream("n")
                        .real(NOW, 1)
                        .toBytes();
        int lengthOfName = Batches.HEADER_BYTES + 2;
        batch[lengthOfName] = 0;
        BatchReader reader = new BatchReader(batch);
        assertThatThrownBy(reader::nextStream)
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("no name");
    }

    @Test
    void aLengthBelowNothingIsRefused() {
        byte[] batch = new BatchWriter()
                .begin(CHECK, 1, 0, BatchKind.PERIOD, NOW).stream("a name of some length")
                        .real(NOW, 1)
                        .toBytes();
        int lengthOfName = Batches.HEADER_BYTES + 2;
        Arrays.fill(batch, lengthOfName, lengthOfName + 9, (byte) 0xFF);
        batch[lengthOfName + 9] = 1;
        BatchReader reader = new BatchReader(batch);
        assertThatThrownBy(reader::nextStream)
                .isInstanceOf(MalformedBatchException.class)
                .hasMessageContaining("length -1");
    }

    @Test
    void unsignedNumbersAreNotNegative() {
        byte[] batch = new BatchWriter()
                .begin(CHECK, 1, 0, BatchKind.PERIOD, NOW).stream("u")
                        .whole(NOW, MetricType.UINT64, -1L)
                        .toBytes();
        BatchReader reader = new BatchReader(batch);
        reader.nextStream();
        reader.nextSample();
        assertThat(reader.real()).isEqualTo(0x1p64);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damagedBytesAreRefusedAndNothingWorse(long seed) {
        Random random = new Random(seed);
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        write(random, writer);
        byte[] good = writer.toBytes();
        for (int i = 0; i < 200; i++) {
            byte[] bad = random.nextBoolean() ? good.clone() : Arrays.copyOf(good, random.nextInt(good.length));
            for (int flips = random.nextInt(4); bad.length > 0 && flips >= 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                read(new BatchReader(bad));
            } catch (MalformedBatchException refused) {
                assertThat(refused).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void namesHaveALength() {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, BatchKind.PERIOD, NOW);
        assertThatThrownBy(() -> writer.stream("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.stream("n".repeat(4097))).hasMessageContaining("4096");
    }

    @Test
    void aShardNeverChanges() {
        assertThat(Shards.of("cpu`used_percent", 1)).isZero();
        assertThat(Shards.of("cpu`used_percent", 8)).isEqualTo(Shards.of("cpu`used_percent", 8));
        assertThat(List.of(Shards.of("a", 16), Shards.of("b", 16), Shards.of("metric`7", 16)))
                .containsExactly(12, 5, 12);
    }

    private record Sample(String stream, long timeMs, MetricType type, Object value) {}

    private static List<Sample> write(Random random, BatchWriter writer) {
        List<Sample> samples = new ArrayList<>();
        for (int stream = random.nextInt(6); stream >= 0; stream--) {
            String name = "metric`" + stream + "|ST[ä:" + "x".repeat(random.nextInt(200)) + "]";
            writer.stream(name);
            for (int sample = random.nextInt(5); sample > 0; sample--) {
                long time = NOW + random.nextInt(-1_000_000, 1_000_000);
                samples.add(write(random, writer, name, time));
            }
        }
        return samples;
    }

    private static Sample write(Random random, BatchWriter writer, String name, long time) {
        MetricType type = MetricType.ofCode("iIlLnshH".charAt(random.nextInt(8)));
        if (random.nextInt(10) == 0) {
            writer.nothing(time, type);
            return new Sample(name, time, type, "null");
        }
        return switch (type) {
            case INT32, UINT32, INT64, UINT64 -> {
                long value = random.nextLong() >> random.nextInt(64);
                writer.whole(time, type, value);
                yield new Sample(name, time, type, value);
            }
            case DOUBLE -> {
                double value = random.nextBoolean() ? random.nextGaussian() : Double.NaN;
                writer.real(time, value);
                yield new Sample(name, time, type, value);
            }
            case TEXT -> {
                String value = "é".repeat(random.nextInt(300));
                writer.text(time, value);
                yield new Sample(name, time, type, value);
            }
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> {
                byte[] value = new byte[random.nextInt(100)];
                random.nextBytes(value);
                writer.histogram(time, type, value);
                yield new Sample(name, time, type, HexFormat.of().formatHex(value));
            }
        };
    }

    private static List<Sample> read(BatchReader reader) {
        List<Sample> samples = new ArrayList<>();
        while (reader.nextStream()) {
            String name = reader.name();
            while (reader.nextSample()) {
                Object value = reader.isNull() ? "null" : value(reader);
                samples.add(new Sample(name, reader.timeMs(), reader.type(), value));
            }
        }
        return samples;
    }

    private static Object value(BatchReader reader) {
        return switch (reader.type()) {
            case INT32, UINT32, INT64, UINT64 -> reader.whole();
            case DOUBLE -> reader.real();
            case TEXT -> reader.text();
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> HexFormat.of().formatHex(reader.histogram());
        };
    }
}
