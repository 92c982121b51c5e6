package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.contracts.proto.ledger.LedgerMark;
import io.vedette.contracts.proto.ledger.LedgerMinute;
import io.vedette.contracts.proto.ledger.RefusedSamples;
import io.vedette.service.identity.Role;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.Suite;
import io.vedette.stratcon.field.TestCa;
import io.vedette.stratcon.field.TestHome;
import io.vedette.stratcon.field.Tokens;
import io.vedette.stratcon.home.Home;
import io.vedette.testsupport.Server;
import io.vedette.testsupport.WithServers;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service between a broker of the field, real Kafka and real Postgres, looked at from outside. */
@DirtiesContext // a context that lives on would stay a member of the group that deals out brokers
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"vedette.own.every=500ms", "vedette.own.grace=1s"})
@WithServers({Server.POSTGRES, Server.KAFKA})
@Import(Tokens.class)
class StratconTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TestCa CA = new TestCa();
    private static final FieldBroker BROKER = new FieldBroker(CA, 1, "broker-1");
    private static final FieldBroker SLOW_CLOCK = new FieldBroker(CA, 2, "broker-2");
    private static final FieldBroker LEDGER = new FieldBroker(CA, 8, "broker-8");
    private static final Suite SUITE = new Suite();

    private final HttpClient http = HttpClient.newHttpClient();
    private final UUID check = UUID.randomUUID();

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void enrolled(DynamicPropertyRegistry registry) {
        Home home = TestHome.enrolled(CA, "stratcon-1");
        registry.add("vedette.home", home::home);
    }

    @BeforeAll
    static void announce() {
        SLOW_CLOCK.setClockAheadMs(-60_000);
        SUITE.announce(BROKER.address());
        SUITE.announce(SLOW_CLOCK.address());
        SUITE.announce(LEDGER.address());
    }

    @AfterAll
    static void close() {
        SUITE.close();
        BROKER.close();
        SLOW_CLOCK.close();
        LEDGER.close();
    }

    @Test
    void whatABrokerJournaledIsAnsweredWithTheOpenMinute() throws Exception {
        long now = System.currentTimeMillis();
        BROKER.append(Batch.of(
                check, batch -> batch.stream("a/b|ST[x:1,y:2]").real(now, 3).real(now + 1, 5)));
        String question = "/api/data?stream=" + encoded(check + "/a/b|ST[x:1,y:2]") + "&start=" + (now / 1000 - 60)
                + "&end=" + (now / 1000 + 1) + "&rollup=1m&function=";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode series = JSON.readTree(
                            get(question + "sum", 1, Role.VIEWER).body())
                    .path("streams")
                    .path(0);
            assertThat(series.path("stream").asString()).isEqualTo(check + "/a/b|ST[x:1,y:2]");
            assertThat(series.path("rollup").asString()).isEqualTo("1m");
            assertThat(series.path("function").asString()).isEqualTo("sum");
            JsonNode points = series.path("points");
            JsonNode last = points.path(points.size() - 1);
            assertThat(last.path(0).asLong()).isEqualTo(now / 60_000 * 60);
            assertThat(last.path(1).asDouble()).isEqualTo(8);
            assertThat(points.path(0).path(1).isNull()).isTrue();
        });
        assertThat(get(question + "sum", 2, Role.ADMIN).body()).doesNotContain("8.0");
        await().untilAsserted(() -> assertThat(BROKER.checkpoint()).isEqualTo(BROKER.end()));
    }

    @Test
    void theLiveLaneIsOnKafkaByteForByteWithWhereItStandsAndWhetherItIsOld() {
        await().atMost(Duration.ofSeconds(30)).until(() -> isConnected(1));
        long now = System.currentTimeMillis();
        byte[] fresh = Batch.of(check, batch -> batch.stream("fresh").real(now, 1));
        byte[] old = Batch.of(check, now - 20_000, batch -> batch.stream("old").real(now, 1));
        long offset = BROKER.end();
        BROKER.append(fresh);
        BROKER.append(old);
        List<ConsumerRecord<byte[], byte[]>> found = readTwoOf(check);
        ConsumerRecord<byte[], byte[]> first = found.getFirst();
        assertThat(first.value()).isEqualTo(fresh);
        assertThat(MetricsRecord.isOld(first.headers())).isFalse();
        assertThat(MetricsRecord.brokerId(first.headers())).isEqualTo(1);
        assertThat(MetricsRecord.position(first.headers())).isEqualTo(new Position(BROKER.journal(), offset));
        assertThat(found.getLast().value()).isEqualTo(old);
        assertThat(MetricsRecord.isOld(found.getLast().headers())).isTrue();
    }

    @Test
    void aBrokersSlowClockMakesNothingOld() {
        await().atMost(Duration.ofSeconds(30)).until(() -> isConnected(2));
        long itsNow = System.currentTimeMillis() - 60_000;
        SLOW_CLOCK.append(Batch.of(check, itsNow, batch -> batch.stream("a").real(itsNow, 1)));
        SLOW_CLOCK.append(
                Batch.of(check, itsNow - 20_000, batch -> batch.stream("a").real(itsNow, 2)));
        List<ConsumerRecord<byte[], byte[]>> found = readTwoOf(check);
        assertThat(MetricsRecord.isOld(found.getFirst().headers())).isFalse();
        assertThat(MetricsRecord.isOld(found.getLast().headers())).isTrue();
    }

    @Test
    void handsABrokerItsChecksAndTakesThemAway() {
        UUID foreign = UUID.randomUUID();
        BROKER.checks.put(foreign, check(foreign, 1, 1));
        SUITE.announce(check(check, 1, 1));
        await().atMost(Duration.ofSeconds(30)).until(() -> BROKER.checks.containsKey(check));
        SUITE.announce(check(check, 1, 2));
        await().until(() -> seq(check) == 2);
        SUITE.announceEnd(check, 3);
        await().until(() -> BROKER.tombstones.containsKey(check));
        assertThat(BROKER.tombstones).containsEntry(check, 3L);
        assertThat(BROKER.checks).containsKey(foreign);
    }

    @Test
    void aWebDbRestoredToYesterdayWipesNoChecks() throws Exception {
        List<UUID> checks = Stream.generate(UUID::randomUUID).limit(12).toList();
        checks.forEach(uuid -> SUITE.announce(check(uuid, 4, 900)));
        try (FieldBroker broker = new FieldBroker(CA, 4, "broker-4")) {
            SUITE.announce(broker.address());
            await().atMost(Duration.ofSeconds(30)).until(() -> broker.checks.size() == 12);
            // The backup knows none of them; its versions are lower, its generation is higher.
            checks.forEach(uuid -> SUITE.announceEndAfterRestore(uuid, 5));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> operator("GET", "/api/feeds/removals", 200).contains("\"broker\":4"));
            assertThat(broker.checks).hasSizeGreaterThanOrEqualTo(10);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                operator("POST", "/api/feeds/4/removals/confirm", 204, 404);
                return broker.checks.isEmpty();
            });
            operator("POST", "/api/feeds/4/removals/confirm", 404);
            assertThat(get("/api/feeds/removals", 1, Role.ADMIN).statusCode()).isEqualTo(403);
        } finally {
            SUITE.retire(4);
        }
    }

    private String operator(String method, String path, Integer... expected) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + Tokens.of(1, Role.OPERATOR))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn((Object[]) expected);
        return answer.body();
    }

    @Test
    void aCheckThatMovesLeavesItsOldBroker() {
        SUITE.announce(check(check, 1, 1));
        await().atMost(Duration.ofSeconds(30)).until(() -> BROKER.checks.containsKey(check));
        SUITE.announce(check(check, 2, 2));
        await().until(() -> SLOW_CLOCK.checks.containsKey(check) && !BROKER.checks.containsKey(check));
    }

    @Test
    void aWatchedCheckIsRunLiveByItsOwnBrokerWhileTheLeaseLasts() {
        UUID unwatched = UUID.randomUUID();
        SUITE.announce(check(check, 1, 1));
        SUITE.announce(check(unwatched, 1, 1));
        SUITE.watch(unwatched, System.currentTimeMillis() - 1);
        SUITE.watch(check, System.currentTimeMillis() + 60_000);
        await().atMost(Duration.ofSeconds(40)).until(() -> BROKER.live.getOrDefault(check, 0) >= 2);
        assertThat(SLOW_CLOCK.live).doesNotContainKey(check);
        assertThat(BROKER.live).doesNotContainKey(unwatched);
    }

    @Test
    void tellsEachSecondHowTheLanesAre() {
        try (Consumer<byte[], byte[]> reader = Suite.reader(Topic.FEEDS)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> message : Suite.poll(reader)) {
                    BrokerFeed feed = BrokerFeed.parseFrom(message.value());
                    if (new String(message.key(), StandardCharsets.UTF_8).equals("2")
                            && feed.getLanesList().stream().allMatch(LaneState::getConnected)) {
                        return feed.getLanesCount() == 3
                                && feed.getStratcon().equals("stratcon-1")
                                && Math.abs(feed.getSkewMs() + 60_000) < 5_000;
                    }
                }
                return false;
            });
        }
    }

    @Test
    void saysOfItselfWhetherABrokerIsConnected() throws Exception {
        try (FieldBroker cut = new FieldBroker(CA, 3, "broker-3")) {
            SUITE.announce(cut.address());
            SUITE.announce(
                    Check.newBuilder(check(check, 0, 1)).setType("stratcon").build());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(last("broker`3`connected")).isEqualTo(1));
            cut.setAway(true);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(last("broker`3`connected")).isZero());
        }
        SUITE.announceEnd(check, 2);
    }

    @Test
    void answersInTheShapesOfApiV2() throws Exception {
        SUITE.announce(Check.newBuilder(check(check, 1, 1)).setId(4711).build());
        long minute = System.currentTimeMillis() / 60_000 * 60;
        BROKER.append(Batch.of(
                check,
                batch -> batch.stream("cpu").real(minute * 1000, 2).real(minute * 1000 + 1, 4).stream("version")
                        .text(minute * 1000, "1.0")));
        String range = "&start=" + (minute - 60) + "&end=" + (minute + 60) + "&period=60";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(get("/v2/data/4711_cpu?type=numeric&format=tuple" + range, 1, Role.VIEWER)
                                        .body())
                                .isEqualTo("{\"_cid\":\"/data/4711_cpu\",\"data\":[[%d,null],[%d,3.0]]}"
                                        .formatted(minute - 60, minute)));
        assertThat(get("/v2/data/4711_cpu?type=numeric&format=object" + range, 1, Role.VIEWER)
                        .body())
                .contains("{\"timestamp\":" + minute + ",\"value\":3.0}");
        JsonNode legacy = JSON.readTree(get("/v2/data/4711_cpu?type=numeric" + range, 1, Role.VIEWER)
                        .body())
                .path("data")
                .path(1)
                .path(1);
        assertThat(legacy.path("count").asInt()).isEqualTo(2);
        assertThat(legacy.path("value").asDouble()).isEqualTo(3);
        assertThat(legacy.path("stddev").asDouble()).isEqualTo(1);
        assertThat(get("/v2/data/4711_version?type=text" + range, 1, Role.VIEWER)
                        .body())
                .contains("[\"" + minute + "\",\"1.0\"]");
        assertThat(get("/v2/metric/4711_cpu", 1, Role.VIEWER).body())
                .contains("\"_cid\":\"/metric/4711_cpu\"", "\"_metric_type\":\"numeric\"", "\"_active\":true");
        assertThat(get("/v2/metric?search=(metric_name:c*u)&query=__check_uuid:" + check, 1, Role.VIEWER)
                        .body())
                .contains("/metric/4711_cpu")
                .doesNotContain("4711_version");
        assertThat(get("/v2/metric/4711_nothing", 1, Role.VIEWER).statusCode()).isEqualTo(404);
        assertThat(get("/v2/metric/4711_cpu", 2, Role.ADMIN).statusCode()).isEqualTo(404);
        HttpResponse<String> foreign = get("/v2/data/4711_cpu?type=numeric" + range, 2, Role.ADMIN);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body()).contains("\"code\":\"NotFound\"");
        assertThat(get("/v2/data/4711_cpu?start=1&end=2", 1, Role.VIEWER).body())
                .contains("\"code\":\"InvalidValue\",\"status\":400,\"message\":\"type: is missing");
    }

    @Test
    void reducesStreamsTakesPercentilesAndWritesCsv() throws Exception {
        long minute = System.currentTimeMillis() / 60_000 * 60;
        BROKER.append(Batch.of(check, batch -> {
            batch.stream("a").real(minute * 1000, 1).real(minute * 1000 + 1, 2).real(minute * 1000 + 2, 9);
            batch.stream("b").real(minute * 1000, 20);
            batch.stream("many");
            for (int i = 0; i < 20; i++) {
                batch.real(minute * 1000 + i, i);
            }
        }));
        String question = "?stream=" + check + "/a&stream=" + check + "/b&start=" + (minute - 60) + "&end="
                + (minute + 60) + "&rollup=1m&function=";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(points(question + "max&reduce=sum"))
                        .isEqualTo("[[%d,null],[%d,29.0]]".formatted(minute - 60, minute)));
        assertThat(points(question + "max&reduce=mean")).contains(",14.5]");
        assertThat(points(question + "count&reduce=min")).contains(",1.0]");
        assertThat(points(question + "count&reduce=merge")).contains(",4.0]");
        assertThat(points(question + "p50&reduce=merge")).contains(",2.0]");
        assertThat(points(question + "p50&rollup=1h")).contains("2.0]");
        assertThat(points(question + "p99.9")).contains(",9.0]");
        assertThat(get("/api/data" + question + "max&reduce=topk&k=1", 1, Role.VIEWER)
                        .body())
                .contains(check + "/b")
                .doesNotContain(check + "/a");
        assertThat(get("/api/data/csv" + question + "last", 1, Role.VIEWER).body())
                .isEqualTo("time,\"%1$s/a\",\"%1$s/b\"\r\n%2$d,,\r\n%3$d,9.0,20.0\r\n"
                        .formatted(check, minute - 60, minute));
        HttpResponse<String> refused = get("/api/data" + question + "p99&stream=" + check + "/many", 1, Role.VIEWER);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("stream " + check + "/many keeps neither samples nor a histogram");
        assertThat(points(question.replace("/a&", "/many&") + "stddev")).contains(",5.766");
    }

    @Test
    void answersHistogramsAndTheirPercentilesAndTextChanges() throws Exception {
        long minute = System.currentTimeMillis() / 60_000 * 60;
        Histogram all = new Histogram().insert(1, 50).insert(20, 50);
        BROKER.append(Batch.of(
                check,
                batch -> batch.stream("h").histogram(minute * 1000, MetricType.HISTOGRAM, all.toBytes()).stream("H")
                        .histogram(minute * 1000 - 60_000, MetricType.CUMULATIVE_HISTOGRAM, all.toBytes())
                        .histogram(
                                minute * 1000,
                                MetricType.CUMULATIVE_HISTOGRAM,
                                new Histogram().merge(all).insert(3, 5).toBytes())
                        .stream("few")
                        .real(minute * 1000, 3)
                        .stream("t")
                        .text(minute * 1000, "red")
                        .text(minute * 1000 + 1000, "green")));
        String question = "?start=" + minute + "&end=" + (minute + 60) + "&rollup=1m&stream=" + check + "/";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(points(question + "h&function=histogram"))
                        .isEqualTo("[[%d,{\"1\":50,\"2E+1\":50}]]".formatted(minute)));
        assertThat(points(question + "h&function=p25")).contains(",1.05]");
        assertThat(points(question + "h&function=count")).contains(",100.0]");
        assertThat(points(question + "H&function=histogram")).contains(",{\"3\":5}]");
        assertThat(points(question + "few&function=histogram")).contains(",{\"3\":1}]");
        assertThat(points(question + "few&function=count&reduce=merge&stream=" + check + "/h"))
                .contains(",101.0]");
        assertThat(points(question + "few&function=histogram&reduce=merge&stream=" + check + "/h"))
                .contains(",{\"1\":50,\"3\":1,\"2E+1\":50}]");
        assertThat(points(question + "t&function=text"))
                .isEqualTo("[[%d,\"red\"],[%d,\"green\"]]".formatted(minute, minute + 1));
        assertThat(get("/api/data" + question + "h&function=histogram&reduce=sum", 1, Role.VIEWER)
                        .statusCode())
                .isEqualTo(400);
    }

    private String points(String question) throws Exception {
        return JSON.readTree(get("/api/data" + question, 1, Role.VIEWER).body())
                .path("streams")
                .path(0)
                .path("points")
                .toString();
    }

    @Test
    void listsTheStreamsOfTheAccount() throws Exception {
        long now = System.currentTimeMillis();
        BROKER.append(Batch.of(
                check,
                batch -> batch.stream("Load`1min").real(now, 1).stream("uname").text(now, "x")));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/api/streams?check=" + check, 1, Role.VIEWER)
                                .body())
                        .isEqualTo("""
                            [{"stream":"%1$s/Load`1min","check":"%1$s","name":"Load`1min","type":"numeric","lastSeen":%2$d},\
                            {"stream":"%1$s/uname","check":"%1$s","name":"uname","type":"text","lastSeen":%2$d}]\
                            """.formatted(check, now / 1000)));
        assertThat(get("/api/streams?check=" + check + "&search=load", 1, Role.VIEWER)
                        .body())
                .contains("Load`1min")
                .doesNotContain("uname");
        assertThat(get("/api/streams?check=" + check, 2, Role.ADMIN).body()).isEqualTo("[]");
    }

    @Test
    void namesEveryWrongParameter() throws Exception {
        HttpResponse<String> wrong =
                get("/api/data?stream=nonsense&start=x&end=5&rollup=2m&function=mode", 1, Role.VIEWER);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains(
                        "\"field\":\"stream\"",
                        "\"field\":\"start\"",
                        "\"field\":\"rollup\"",
                        "\"field\":\"function\"");
        HttpResponse<String> much =
                get("/api/data?stream=" + check + "/a&start=0&end=1700000000&rollup=1m", 1, Role.VIEWER);
        assertThat(much.statusCode()).isEqualTo(422);
        assertThat(much.body()).contains("28333334 points, at most 200000");
        assertThat(get("/api/streams?size=0&check=x", 1, Role.VIEWER).body())
                .contains("\"field\":\"size\"", "\"field\":\"check\"");
    }

    @Test
    void showsTheFeedsToAdminsAlone() throws Exception {
        assertThat(get("/api/feeds", 1, Role.VIEWER).statusCode()).isEqualTo(403);
        assertThat(get("/api/feeds", 2, Role.ADMIN).statusCode())
                .as("another account's admin does not run the suite")
                .isEqualTo(403);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(get("/api/feeds/checks", 1, Role.ADMIN).body())
                                .contains("\"broker\":", "\"waiting\":0"));
        await().atMost(Duration.ofSeconds(30)).until(() -> isConnected(1));
        JsonNode feed = JSON.readTree(get("/api/feeds", 1, Role.ADMIN).body()).path(0);
        assertThat(feed.path("broker").asInt()).isEqualTo(1);
        assertThat(feed.path("stratcon").asString()).isEqualTo("stratcon-1");
        assertThat(feed.path("lanes").size()).isEqualTo(3);
    }

    @Test
    void showsTheFeedsThatAnotherStratconDraws() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            SUITE.tell(BrokerFeed.newBuilder()
                    .setBrokerId(77)
                    .setStratcon("stratcon-9")
                    .build());
            assertThat(get("/api/feeds", 1, Role.ADMIN).body())
                    .contains("\"broker\":1,", "\"stratcon\":\"stratcon-1\"")
                    .containsPattern("\"broker\":77,[^{]*\"stratcon\":\"stratcon-9\"");
        });
    }

    @Test
    void showsTheClocksOfStoreAndKafka() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(get("/api/feeds/clocks", 1, Role.ADMIN).body())
                                .containsPattern("\"server\":\"store\",\"skewMs\":-?[0-9]{1,4},\"measured\":true")
                                .containsPattern("\"server\":\"kafka\",\"skewMs\":-?[0-9]{1,4},\"measured\":true"));
    }

    @Test
    void theLedgerSaysInALineWhetherClosedMinutesAgreeAndByHowMuchNot() throws Exception {
        assertThat(get("/api/ledger", 1, Role.VIEWER).statusCode()).isEqualTo(403);
        await().atMost(Duration.ofSeconds(30)).until(() -> isConnected(8));
        long now = System.currentTimeMillis();
        LEDGER.append(Batch.of(
                check,
                batch -> batch.stream("told").real(now, 1).real(now + 1, 2).real(now, Double.NaN)));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ledger("inFlight").asLong()).isGreaterThanOrEqualTo(3));
        // As the next minute turns. What comes after the mark is told by none.
        LEDGER.setClockAheadMs(60_000);
        LEDGER.mark(mark(now / 60_000, 3));
        await().untilAsserted(() -> {
            JsonNode minute = ledgerOf(8);
            assertThat(minute.path("closed").asBoolean()).isTrue();
            assertThat(minute.path("journaled").asLong()).isEqualTo(3);
            assertThat(minute.path("drawn").asLong()).isEqualTo(3);
            assertThat(minute.path("stored").asLong()).isEqualTo(2);
            assertThat(minute.path("turnedAway").asLong()).isEqualTo(1);
            assertThat(minute.path("refused").asLong()).isEqualTo(4);
        });
        assertThat(ledger("agrees").asBoolean()).isTrue();
        assertThat(ledger("line").asString()).contains("agree: 3 samples journaled and drawn, 2 stored");
        LEDGER.mark(mark(now / 60_000, 5));
        await().untilAsserted(() ->
                assertThat(ledger("line").asString()).contains("by 5 samples: broker 8 has not seen drawn 5"));
        assertThat(ledger("differs").asLong()).isEqualTo(5);
    }

    private static LedgerMark mark(long minute, long samples) {
        return LedgerMark.newBuilder()
                .addMinutes(LedgerMinute.newBuilder()
                        .setMinute(minute)
                        .setSamples(samples)
                        .setBatches(1))
                .setReceived(samples + 4)
                .addRefused(RefusedSamples.newBuilder().setReason("ahead").setSamples(4))
                .build();
    }

    private JsonNode ledger(String field) throws Exception {
        return JSON.readTree(get("/api/ledger", 1, Role.ADMIN).body()).path(field);
    }

    private JsonNode ledgerOf(long broker) throws Exception {
        for (JsonNode one : ledger("brokers")) {
            if (one.path("broker").asLong() == broker) {
                return one.path("minutes").path(0);
            }
        }
        throw new AssertionError("broker " + broker + " is not in the ledger");
    }

    @Test
    void opensNoDoorWithoutAToken() throws Exception {
        for (String path : List.of(
                "/api/data",
                "/api/streams",
                "/api/feeds",
                "/api/feeds/checks",
                "/api/ledger",
                "/v2/data/1_a",
                "/actuator/prometheus",
                "/api/openapi/stratcon")) {
            HttpRequest request = HttpRequest.newBuilder(uri(path)).build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(get("/api/openapi/stratcon", 1, Role.VIEWER).body()).contains("/api/data", "/v2/data/{id}");
        assertThat(get("/actuator/prometheus", 1, Role.VIEWER).body()).contains("vedette_store_commits");
    }

    private List<ConsumerRecord<byte[], byte[]>> readTwoOf(UUID wanted) {
        List<ConsumerRecord<byte[], byte[]>> found = new java.util.ArrayList<>();
        try (Consumer<byte[], byte[]> reader = Suite.reader(Topic.METRICS)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                Suite.poll(reader).stream()
                        .filter(message -> java.util.Arrays.equals(message.key(), MetricsRecord.key(wanted, 0)))
                        .forEach(found::add);
                return found.size() == 2;
            });
        }
        return found;
    }

    private boolean isConnected(int broker) throws Exception {
        for (JsonNode feed : JSON.readTree(get("/api/feeds", 1, Role.ADMIN).body())) {
            if (feed.path("broker").asInt() == broker) {
                boolean connected = true;
                for (JsonNode lane : feed.path("lanes")) {
                    connected &= lane.path("connected").asBoolean();
                }
                return connected;
            }
        }
        return false;
    }

    private double last(String name) throws Exception {
        long now = System.currentTimeMillis() / 1000;
        JsonNode points = JSON.readTree(get(
                                "/api/data?stream=" + encoded(check + "/" + name) + "&start=" + (now - 60) + "&end="
                                        + (now + 1) + "&rollup=1m&function=last",
                                1,
                                Role.VIEWER)
                        .body())
                .path("streams")
                .path(0)
                .path("points");
        return points.path(points.size() - 1).path(1).asDouble(-1);
    }

    private long seq(UUID uuid) {
        Check held = BROKER.checks.get(uuid);
        return held == null ? -1 : held.getSeq();
    }

    private static Check check(UUID uuid, long broker, long seq) {
        return Check.newBuilder()
                .setUuid(uuid.toString())
                .setId(Math.abs(uuid.getLeastSignificantBits() / 2))
                .setBrokerId(broker)
                .setAccountId(1)
                .setType("httptrap")
                .setSeq(seq)
                .setActive(true)
                .build();
    }

    private HttpResponse<String> get(String path, long account, Role role) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + Tokens.of(account, role))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
