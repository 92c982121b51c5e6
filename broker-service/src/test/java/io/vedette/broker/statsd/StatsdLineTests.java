package io.vedette.broker.statsd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import io.vedette.broker.intake.Sample;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StatsdLineTests {
    private static final long NOW = 1_790_000_000_000L;
    private static final String ALPHABET = "ab:|@#,;=+-.19cgmsh \u00e9";

    private final Accumulator period = new Accumulator(1000, 3);

    static LongStream seeds() {
        return new Random().longs(100);
    }

    @Test
    void countersAddUpByTheirRate() throws StatsdLineException {
        add("page.views:1|c", "page.views:2|c|@0.5", "page.views:1|c:1|c");
        assertThat(values()).containsOnly(Map.entry("page.views|ST[statsd_type:count]", 7.0));
    }

    @Test
    void gaugesAreSetOrChangedAndRememberedOverPeriods() throws StatsdLineException {
        add("fuel:333|g", "fuel:-10|g", "fuel:+4|g");
        assertThat(period.close(NOW)).hasSize(1);
        assertThat(period.values(NOW)).isEmpty();
        add("fuel:+1|g");
        assertThat(values()).containsOnly(Map.entry("fuel|ST[statsd_type:gauge]", 328.0));
    }

    @Test
    void timingsBecomeCountSumMinMaxMean() throws StatsdLineException {
        add("glork:320|ms", "glork:80|h", "glork:200|d");
        assertThat(values())
                .containsEntry("glork`count|ST[statsd_type:timing]", 3.0)
                .containsEntry("glork`sum|ST[statsd_type:timing]", 600.0)
                .containsEntry("glork`min|ST[statsd_type:timing]", 80.0)
                .containsEntry("glork`max|ST[statsd_type:timing]", 320.0)
                .containsEntry("glork`mean|ST[statsd_type:timing]", 200.0);
    }

    @Test
    void setsCountTheirMembersWithinBounds() throws StatsdLineException {
        add("users:a|s", "users:b|s", "users:a|s", "users:c|s");
        assertThat(values()).containsOnly(Map.entry("users|ST[statsd_type:set]", 3.0));
        assertThatThrownBy(() -> add("users:d|s")).hasMessage("set_full");
    }

    @Test
    void tagsOfEveryDialectBecomeStreamTags() throws StatsdLineException {
        add("files,plugin=shout,step=main:1|c", "req;code=200:1|c", "hit:1|c|#env:prod,fast");
        assertThat(values().keySet())
                .containsExactlyInAnyOrder(
                        "files|ST[plugin:shout,statsd_type:count,step:main]",
                        "req|ST[code:200,statsd_type:count]",
                        "hit|ST[env:prod,fast:,statsd_type:count]");
    }

    @Test
    void namesAreCleaned() throws StatsdLineException {
        add("a b/c(d):1|c");
        assertThat(values().keySet()).containsExactly("a_b-cd|ST[statsd_type:count]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "nothing no_value",
                "x:1 bad_type",
                "x:1|q bad_type",
                "x:one|c bad_number",
                "x:NaN|g bad_number",
                "x:1d|c bad_number",
                "x:0x1p3|g bad_number",
                "x:1|c|@0 bad_rate",
                "x:1|ms|@1e-300 bad_rate",
                "x:1|c|@2 bad_rate",
                ":1|c no_name",
                "x,novalue:1|c bad_tag"
            })
    void whatIsNoLineIsRefusedByReason(String line, String reason) {
        assertThatThrownBy(() -> StatsdLine.parse(line)).hasMessage(reason);
    }

    @Test
    void streamsPastTheLimitAreRefusedAndTheOthersGoOn() throws StatsdLineException {
        Accumulator small = new Accumulator(1, 1);
        small.add(StatsdLine.parse("a:1|c").getFirst(), NOW);
        assertThatThrownBy(() -> small.add(StatsdLine.parse("b:1|c").getFirst(), NOW))
                .hasMessage("too_many_streams");
        small.add(StatsdLine.parse("a:1|c").getFirst(), NOW);
        assertThat(small.values(NOW)).hasSize(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLineThatIsSeenAgainCountsAsTheFirstTime(long seed) {
        Random random = new Random(seed);
        Accumulator plainly = new Accumulator(1000, 3);
        for (int i = 0; i < 100; i++) {
            String line = PARTS[0][random.nextInt(PARTS[0].length)]
                    + PARTS[1][random.nextInt(PARTS[1].length)]
                    + PARTS[2][random.nextInt(PARTS[2].length)]
                    + PARTS[3][random.nextInt(PARTS[3].length)];
            count(period, null, line);
            count(plainly, new PlainLine(), line);
        }
        assertThat(shown(plainly)).as("seed %d", seed).isEqualTo(shown(period));
    }

    private static final String[][] PARTS = {
        {"a", "a.b", "a/b", "a,k=v", "a;k=v", "a[k=v].b", "", "é", "a b", "x,novalue"},
        {":1", ":-2.5", ":+3", ":0.125", ":1e3", ":", ":1:2", ":123456789012345678", ":.5", ":5.", ":x"},
        {"|c", "|g", "|ms", "|h", "|d", "|q", "", "|m", "|s"},
        {"", "|@0.5", "|@2", "|#k:v", "|@0.1|#a,b:c", "|#", "|c:abc", "\r", " "}
    };

    private static void count(Accumulator period, @Nullable PlainLine plain, String line) {
        byte[] bytes = (line + "\nnext:1|c").getBytes(UTF_8);
        boolean isPlain = plain != null && plain.read(bytes, 0, bytes.length);
        if (plain != null && isPlain) {
            assertThat(bytes[plain.lineEnd()]).isEqualTo((byte) '\n');
            if (period.add(plain, NOW)) {
                return;
            }
        }
        try {
            List<StatsdValue> values = StatsdLine.parse(line.strip());
            for (StatsdValue value : values) {
                period.add(value, NOW);
            }
            if (plain != null && isPlain) {
                period.know(plain, values.getFirst());
            }
        } catch (StatsdLineException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    private static Map<String, Double> shown(Accumulator period) {
        return period.values(NOW).stream()
                .collect(Collectors.toMap(Sample::name, sample -> Double.longBitsToDouble(sample.bits())));
    }

    @Test
    void streamsOfThePeriodBeforeMakeRoom() throws StatsdLineException {
        Accumulator small = new Accumulator(1, 1);
        small.add(StatsdLine.parse("a:1|c").getFirst(), NOW);
        assertThat(small.close(NOW)).hasSize(1);
        small.add(StatsdLine.parse("b:1|c").getFirst(), NOW);
        assertThat(small.values(NOW)).singleElement().extracting(Sample::name).isEqualTo("b|ST[statsd_type:count]");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyLineIsReadOrRefusedAndNothingWorse(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder line = new StringBuilder();
            random.ints(random.nextInt(40), 0, ALPHABET.length()).forEach(at -> line.append(ALPHABET.charAt(at)));
            try {
                for (StatsdValue value : StatsdLine.parse(line.toString())) {
                    period.add(value, NOW);
                }
            } catch (StatsdLineException refused) {
                assertThat(refused.reason()).matches("[a-z_]+");
            }
        }
        period.close(NOW);
    }

    private void add(String... lines) throws StatsdLineException {
        for (String line : lines) {
            for (StatsdValue value : StatsdLine.parse(line)) {
                period.add(value, NOW);
            }
        }
    }

    private Map<String, Double> values() {
        List<Sample> samples = period.values(NOW);
        return samples.stream()
                .collect(Collectors.toMap(Sample::name, sample -> Double.longBitsToDouble(sample.bits())));
    }

    @Test
    void readsSignalFxTagsAndLeavesDogStatsdsContainerOut() throws StatsdLineException {
        StatsdValue tagged = StatsdLine.parse("hits[site=a,env=b].all:2|c").getFirst();
        assertThat(tagged.stream("").canonical()).contains("hits.all|ST[env:b,site:a,statsd_type:count]");
        assertThat(StatsdLine.parse("hits:2|c|#site:a|c:83c0a99c|T1700000000")).hasSize(1);
        assertThat(StatsdLine.parse("hits:2|c|c:83c0a99c")).hasSize(1);
        assertThat(StatsdLine.parse("hits:1|c:2|c")).hasSize(2);
    }

    @Test
    void readsEventsAndServiceChecks() throws StatsdLineException {
        Sample event = DogStatsdNote.parse("_e{6,10}:deploy|v1.2 is in|t:info|#env:prod", 17)
                .getFirst();
        assertThat(event.name()).isEqualTo("event|ST[alert_type:info,env:prod]");
        assertThat(event.text()).isEqualTo("deploy: v1.2 is in");
        List<Sample> check = DogStatsdNote.parse("_sc|db up|2|h:a|#env:prod|m:it is | gone", 17);
        assertThat(check)
                .extracting(Sample::name)
                .containsExactly("db up|ST[env:prod,host:a]", "db up`message|ST[env:prod,host:a]");
        assertThat(check.getFirst().bits()).isEqualTo(2);
        assertThat(check.getLast().text()).isEqualTo("it is | gone");
        for (String bad : List.of("_e{6,99}:deploy|x", "_e{0,0}:|", "_sc|name|9", "_sc|name")) {
            assertThatThrownBy(() -> DogStatsdNote.parse(bad, 17)).isInstanceOf(StatsdLineException.class);
        }
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] line) {
        readsOrRefuses(line);
    }

    @Test
    void readsWhateverMutationsFind() {
        List<byte[]> corpus = Stream.of(
                        "hits,site=a:2|c|@0.5:3|c|#x:y",
                        "g;k=v:+1|g|c:abc|T17",
                        "n[a=b].c:1|ms",
                        "_e{5,4}:title|text|t:error|#a:b,c",
                        "_sc|name|1|h:x|#a|m:why")
                .map(line -> line.getBytes(UTF_8))
                .toList();
        Fuzz.run("statsd", corpus, 20_000, StatsdLineTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] bytes) {
        PlainLine plain = new PlainLine();
        if (plain.read(bytes, 0, bytes.length)) {
            assertThat(plain.lineEnd()).isLessThanOrEqualTo(bytes.length);
        }
        String line = new String(bytes, UTF_8);
        try {
            if (DogStatsdNote.isNote(line)) {
                assertThat(DogStatsdNote.parse(line, 1)).isNotEmpty();
            } else {
                assertThat(StatsdLine.parse(line)).isNotEmpty();
            }
        } catch (StatsdLineException refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
