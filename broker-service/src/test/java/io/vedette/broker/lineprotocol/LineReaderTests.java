package io.vedette.broker.lineprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.Batches;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LineReaderTests {
    private static final List<byte[]> CORPUS = Stream.of(
                    "cpu,host=a,core=1 user=1.5,idle=2i,up=t,os=\"x \\\"y\\\"\" 1790000000000000000\n",
                    "m\\ s,t\\,g=v\\=x f\\=d=18446744073709551615u\r\n# comment\n\nm f=-1e-3 17\n",
                    "m f=\"a\nb\" 1\nm f=\"open\nm f=2\n",
                    "m,t= f=1\nm f= 1\nm  f=1  2 \n,a=b f=1\nm f=1e400\nm f=.\n",
                    "\\\\ \\=\"=1,|ST[a:b]=2 -9223372036854775808")
            .map(text -> text.getBytes(UTF_8))
            .toList();

    private final List<String> samples = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private final BadLines bad = new BadLines(reasons::add);

    @Test
    void namesStreamsByMeasurementAndFieldWithTheTagsSorted() throws IOException {
        read("cpu,host=b,core=1 user=1.5,idle=2i,wait=3u,up=true,os=\"a, \\\"b\\\"\" 1700000000123456789\n");
        assertThat(samples)
                .containsExactly(
                        "cpu`user|ST[core:1,host:b]@1700000000123=1.5:n",
                        "cpu`idle|ST[core:1,host:b]@1700000000123=2:l",
                        "cpu`wait|ST[core:1,host:b]@1700000000123=3:L",
                        "cpu`up|ST[core:1,host:b]@1700000000123=1:i",
                        "cpu`os|ST[core:1,host:b]@1700000000123=a, \"b\":s");
        assertThat(reasons).isEmpty();
    }

    @Test
    void undoesEscapesAndTakesLinesWithoutATime() throws IOException {
        read("my\\ disk,pa\\,th=/a\\ b,c=d\\=e used\\=x=1\n");
        assertThat(samples).containsExactly("my disk`used=x|ST[b\"cGEsdGg=\":b\"L2EgYg==\",c:d=e]=1.0:n");
    }

    @Test
    void keepsGoodLinesAroundBadOnesAndNamesTheseByNumber() throws IOException {
        read("a f=1 1\nbroken\n\nb f=x 2\nc,t f=1\nd f=2 2\ne f=\"open 3\ng f=3 3");
        assertThat(samples).containsExactly("a`f@1=1.0:n", "d`f@2=2.0:n", "g`f@3=3.0:n");
        assertThat(reasons).containsExactly("missing_fields", "bad_number", "bad_tag", "unbalanced_quotes");
        assertThat(bad.message())
                .startsWith("partial write: unable to parse line 2 'broken': missing fields\n")
                .contains("line 4 'b f=x 2'", "line 5 ", "line 7 ")
                .endsWith("dropped=4");
    }

    @Test
    void takesNothingOfALineThatIsBadAtItsEnd() throws IOException {
        read("a f=1,g=2,h=oops 1\na f=1,g=2 1 1\n");
        assertThat(samples).isEmpty();
        assertThat(reasons).containsExactly("bad_number", "bad_timestamp");
    }

    @Test
    void takesStringsOverLineFeeds() throws IOException {
        read("a f=\"x\ny\" 1\nb f=1 1\n");
        assertThat(samples).containsExactly("a`f@1=x\ny:s", "b`f@1=1.0:n");
    }

    @Test
    void refusesALineTooLongAndGoesOnWithTheNext() throws IOException {
        read("a f=1 1\n" + "b".repeat(5000) + " f=1 1\nc f=1 1\n", Precision.MILLISECONDS, 1024);
        assertThat(samples).containsExactly("a`f@1=1.0:n", "c`f@1=1.0:n");
        assertThat(reasons).containsExactly("line_too_long");
        assertThat(bad.message()).contains("line 2 ");
    }

    @Test
    void readsTimesInEveryUnit() throws IOException, BadLineException {
        assertThat(Precision.of("us").orElseThrow().toMillis(1_700_000_000_123_999L))
                .isEqualTo(1_700_000_000_123L);
        assertThat(Precision.of("").orElseThrow().toMillis(-1)).isEqualTo(-1);
        read("a f=1 2\n", Precision.HOURS, 1024);
        assertThat(samples).containsExactly("a`f@7200000=1.0:n");
        assertThat(Precision.of("fortnight")).isEmpty();
    }

    @RepeatedTest(30)
    void readsBackWhateverWasWrittenHoweverItIsCut() throws IOException {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            long time = random.nextLong(1_800_000_000_000L);
            String tags = random.nextBoolean() ? ",host=h" + random.nextInt(3) : "";
            String name = "m" + random.nextInt(5) + "`f" + (tags.isEmpty() ? "" : "|ST[" + tags.substring(1) + "]");
            double value = random.nextBoolean() ? random.nextInt(100_000) / 100.0 : random.nextGaussian() * 1e20;
            body.append(name, 0, 2)
                    .append(tags)
                    .append(" f=")
                    .append(value)
                    .append(' ')
                    .append(time)
                    .append('\n');
            expected.add(name.replace('=', ':') + "@" + time + "=" + value + ":n");
        }
        byte[] bytes = body.toString().getBytes(UTF_8);
        InputStream cut = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + random.nextInt(40)));
            }
        };
        reader(Precision.MILLISECONDS, 256, samples).read(cut);
        assertThat(samples).as("seed %d", seed).isEqualTo(expected);
    }

    @RepeatedTest(10)
    void whatCameBeforeChangesNothing() throws IOException {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> series = List.of("c", "cpu", "cpu,h=a", "cpu,h=ab", "cpu,h=a,i=b", "cp\\ u", "cp\\ u,h=a\\,b");
        List<String> fields = List.of("f", "fo", "foo", "f\\=o", "f\\ o", "o");
        SeriesNames names = new SeriesNames();
        for (int round = 0; round < 50; round++) {
            StringBuilder body = new StringBuilder();
            for (int line = 0; line < 20; line++) {
                List<String> some = new ArrayList<>(fields);
                if (random.nextInt(3) == 0) {
                    Collections.shuffle(some, random);
                }
                body.append(series.get(random.nextInt(3) == 0 ? random.nextInt(series.size()) : line % series.size()))
                        .append(' ')
                        .append(some.stream()
                                .filter(field -> random.nextInt(5) > 0)
                                .map(field -> field + "=" + random.nextInt(10))
                                .collect(Collectors.joining(",")))
                        .append(random.nextInt(20) == 0 ? ",=1" : "")
                        .append(" 7\n");
            }
            List<String> alone = new ArrayList<>();
            for (String line : body.toString().split("(?<=\n)")) {
                reader(Precision.MILLISECONDS, 1024, alone).read(new ByteArrayInputStream(line.getBytes(UTF_8)));
            }
            List<String> together = new ArrayList<>();
            new LineReader(
                            new LineParser(names, Precision.MILLISECONDS, 1),
                            1024,
                            sample -> together.add(text(sample)),
                            bad)
                    .read(new ByteArrayInputStream(body.toString().getBytes(UTF_8)));
            assertThat(together).as("seed %d", seed).isEqualTo(alone);
        }
    }

    @Test
    void aSeriesWithMoreFieldsThanAreRememberedIsReadLikeAnyOther() throws IOException {
        StringBuilder body = new StringBuilder();
        List<String> expected = new ArrayList<>();
        for (int line = 0; line < 8; line++) {
            int first = line % 4 * 5_000;
            body.append("m ")
                    .append(IntStream.range(first, first + 5_000)
                            .mapToObj(field -> "f" + field + "=" + field)
                            .collect(Collectors.joining(",")))
                    .append(" 1\n");
            IntStream.range(first, first + 5_000)
                    .forEach(field -> expected.add("m`f" + field + "@1=" + field + ".0:n"));
        }
        read(body.toString(), Precision.MILLISECONDS, 128 * 1024);
        assertThat(samples).isEqualTo(expected);
    }

    @Test
    void aLineThatComesAgainMakesNothingAnew() throws IOException, BadLineException {
        SeriesNames names = new SeriesNames();
        byte[] body = "m,t=v f=1,g=2 1\nm f=1 1\n".getBytes(UTF_8);
        List<Sample> twice = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            new LineReader(new LineParser(names, Precision.MILLISECONDS, 1), 64, twice::add, bad)
                    .read(new ByteArrayInputStream(body));
        }
        assertThat(twice.subList(3, 6))
                .extracting(Sample::stream)
                .containsExactlyElementsOf(
                        twice.subList(0, 3).stream().map(Sample::stream).toList());
        SeriesFields fields = names.series(null, body, 0, 5).fields();
        assertThat(fields.stands(0, body, 6, 15)).isTrue();
        assertThat(fields.stands(1, body, 10, 15)).isTrue();
        assertThat(fields.stands(1, body, 6, 15)).isFalse();
        assertThat(fields.stands(2, body, 6, 15)).isFalse();
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] body) throws IOException {
        readsOrRefuses(body);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("line protocol", CORPUS, 20_000, LineReaderTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] body) throws IOException {
        LineParser parser = new LineParser(NAMES, Precision.NANOSECONDS, 1);
        new LineReader(parser, 64, LineReaderTests::canBeHeld, new BadLines(reason -> {
                    if (reason.isEmpty()) {
                        throw new AssertionError("refused for nothing");
                    }
                }))
                .read(new ByteArrayInputStream(body));
    }

    private static final SeriesNames NAMES = new SeriesNames();

    private static void canBeHeld(Sample sample) {
        String name = sample.name();
        if (name.isEmpty()
                || name.getBytes(UTF_8).length > Batches.MAX_NAME_BYTES
                || !StreamName.canonical(name).orElse("").equals(name)) {
            throw new AssertionError("said to be canonical: " + name);
        }
    }

    private void read(String body) throws IOException {
        boolean nanos = body.contains("123456789");
        read(body, nanos ? Precision.NANOSECONDS : Precision.MILLISECONDS, 64 * 1024);
    }

    private void read(String body, Precision precision, int maxLine) throws IOException {
        reader(precision, maxLine, samples).read(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private LineReader reader(Precision precision, int maxLine, List<String> to) {
        LineParser parser = new LineParser(new SeriesNames(), precision, 1);
        return new LineReader(parser, maxLine, sample -> to.add(text(sample)), bad);
    }

    private static String text(Sample sample) {
        String value = switch (sample.type()) {
            case TEXT -> String.valueOf(sample.text());
            case DOUBLE -> Double.toString(Double.longBitsToDouble(sample.bits()));
            default -> Long.toString(sample.bits());
        };
        return sample.name() + (sample.timed() ? "@" + sample.timeMs() : "") + "=" + value + ":"
                + sample.type().code();
    }
}
