package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.AccountLimits;
import io.vedette.contracts.proto.config.Check;
import io.vedette.service.identity.Role;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.FieldBroker;
import io.vedette.stratcon.field.Suite;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is asked of what a broker journaled: series, streams, both APIs. */
class QuestionTests extends WholeStratcon {
    private static final FieldBroker BROKER = new FieldBroker(CA, 21, "broker-21");
    private static final Suite SUITE = new Suite();

    @BeforeAll
    static void announce() {
        SUITE.announce(BROKER.address());
    }

    @AfterAll
    static void close() {
        SUITE.close();
        BROKER.close();
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
    void answersInTheShapesOfApiV2() throws Exception {
        SUITE.announce(Check.newBuilder(check(check, 21, 1)).setId(4711).build());
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
        assertThat(points(question + "counter_stddev")).contains(",3.0]");
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
                        .text(minute * 1000 + 1000, "green")
                        .text(minute * 1000 + 2000, "red")));
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
                .isEqualTo("[[%d,\"red\"],[%d,\"green\"],[%d,\"red\"]]".formatted(minute, minute + 1, minute + 2));
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
    void aDayBeginsWhereTheAccountIsUnlessTheQuestionSays() throws Exception {
        SUITE.announce(Account.newBuilder().setId(1).setTimezone("Asia/Kolkata").build(), 7);
        SUITE.announce(Account.newBuilder().setId(1).setTimezone("Europe/Paris").build(), 6);
        long now = System.currentTimeMillis();
        BROKER.append(Batch.of(check, batch -> batch.stream("day").real(now, 1)));
        String question = "?stream=" + check + "/day&start=" + (now / 1000 - 60) + "&end=" + (now / 1000 + 1)
                + "&rollup=1d&function=count";
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(points(question))
                        .endsWith("[%d,1.0]]".formatted(midnight(now, ZoneId.of("Asia/Kolkata")))));
        assertThat(points(question + "&timezone=UTC")).endsWith("[%d,1.0]]".formatted(midnight(now, ZoneOffset.UTC)));
    }

    @Test
    void aQuestionMayCostWhatTheAccountMaySpend() throws Exception {
        SUITE.announce(
                Account.newBuilder()
                        .setId(3)
                        .setLimits(AccountLimits.newBuilder().setQueryPoints(10))
                        .build(),
                8);
        String hour = "?stream=" + check + "/spent&start=3600&end=7200&rollup=1m";
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<String> dear = get("/api/data" + hour, 3, Role.VIEWER);
            assertThat(dear.statusCode()).isEqualTo(422);
            assertThat(dear.body()).contains("asks for 60 points, at most 10");
        });
        assertThat(get("/api/data" + hour.replace("1m", "30m"), 3, Role.VIEWER).statusCode())
                .isEqualTo(200);
        assertThat(get("/api/data" + hour, 1, Role.VIEWER).statusCode()).isEqualTo(200);
    }

    private static long midnight(long ms, ZoneId zone) {
        return Instant.ofEpochMilli(ms)
                .atZone(zone)
                .truncatedTo(ChronoUnit.DAYS)
                .toEpochSecond();
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
}
