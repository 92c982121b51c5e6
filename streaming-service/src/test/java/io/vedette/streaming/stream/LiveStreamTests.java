package io.vedette.streaming.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.batch.Shards;
import io.vedette.streaming.SseReader;
import io.vedette.streaming.TestIdentity;
import io.vedette.streaming.TestRiver;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.testsupport.Server;
import io.vedette.testsupport.TestServers;
import io.vedette.testsupport.WithServers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "vedette.viewer.most-streams=20")
@Import(TestIdentity.class)
@WithServers(Server.KAFKA)
@TestConstructor(autowireMode = AutowireMode.ALL)
class LiveStreamTests {
    private static final long OURS = 7;
    private static final long THEIRS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final MeterRegistry meters;
    private final CheckDirectory directory;
    private final TestRiver river = new TestRiver(TestServers.kafka().clientProperties());

    LiveStreamTests(@LocalServerPort int port, MeterRegistry meters, CheckDirectory directory) {
        this.port = port;
        this.meters = meters;
        this.directory = directory;
    }

    @BeforeEach
    void untilNobodyWatches() {
        await().atMost(PATIENCE).until(directory::isComplete);
        await().atMost(PATIENCE).until(() -> gauge("connections") == 0 && gauge("partitions") == 0);
    }

    @AfterEach
    void close() {
        river.close();
    }

    @Test
    void aWatchedStreamArrivesWithinASecond() {
        UUID check = check(OURS);
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.batch(check, OURS, batch -> batch.stream("cpu").real(1_000, 1.5));
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 1);
            river.batch(check, OURS, batch -> batch.stream("cpu").real(2_000, 2.5));
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> page.named("sample").size() == 2);
            assertThat(page.named("sample").getLast())
                    .hasToString("{\"stream\":\"" + check
                            + "/cpu\",\"time\":2000,\"value\":2.5,\"type\":\"n\",\"kind\":\"period\"}");
        }
    }

    @Test
    void whatIsWatchedIsToldSoThatItIsLookedAtMoreOften() {
        UUID check = check(OURS);
        UUID unwatched = check(OURS);
        try (SseReader page = watch(OURS, check + "/cpu");
                TestRiver.Watched watched = river.watched()) {
            await().atMost(PATIENCE).until(() -> watched.poll().contains(check));
            assertThat(watched.poll()).doesNotContain(unwatched);
            assertThat(page.named("sample")).isEmpty();
        }
    }

    @Test
    void everyTypeOfValueIsShownAsItIs() {
        UUID check = check(OURS);
        try (SseReader page = watch(OURS, check + "/m")) {
            river.batch(
                    check,
                    OURS,
                    0,
                    1,
                    BatchKind.LIVE_ONLY,
                    batch -> batch.stream("m")
                            .whole(1, MetricType.INT32, -3)
                            .whole(2, MetricType.UINT64, -1)
                            .text(3, "up")
                            .nothing(4, MetricType.DOUBLE)
                            .histogram(5, MetricType.HISTOGRAM, new byte[] {0, 0}));
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 5);
        }
        try (SseReader page = watch(OURS, check + "/m")) {
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 5);
            assertThat(page.named("sample").stream()
                            .map(sample -> sample.get("value").toString()))
                    .containsExactly("-3", "18446744073709551615", "\"up\"", "null", "\"AAA=\"");
            assertThat(page.named("sample").getFirst().get("kind").asString()).isEqualTo("live");
        }
    }

    @Test
    void whatNobodyWatchesIsNeitherPolledNorDecoded() {
        UUID watched = check(OURS);
        UUID elsewhere = checkInAnotherPartition(watched);
        double streamsBefore = count("streams", "stepped_over");
        double batchesBefore = batches();
        try (SseReader page = SseReader.open(
                port, "/api/stream/metrics?stream=" + watched + "/seen", OURS, Map.of("Last-Event-ID", now()))) {
            river.batch(elsewhere, OURS, number("seen", 1));
            river.batch(watched, OURS, batch -> {
                batch.stream("unseen").real(1, 1).real(2, 2);
                batch.stream("seen").real(3, 3);
                batch.stream("unseen as well").real(4, 4);
            });
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 1);
            assertThat(gauge("partitions")).isEqualTo(1);
            assertThat(batches() - batchesBefore).isEqualTo(1);
            assertThat(count("streams", "stepped_over") - streamsBefore).isEqualTo(2);
        }
        await().atMost(PATIENCE).until(() -> gauge("partitions") == 0);
        double decoded = count("batches", "decoded");
        river.batch(watched, OURS, number("seen", 5));
        await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> count("batches", "decoded") == decoded);
    }

    @Test
    void aStreamIsFoundInWhateverPartitionTheProducerPutIt() {
        UUID check = UUID.randomUUID();
        river.announce(check, OURS, 8, false);
        awaitKnown(check);
        List<String> names = IntStream.range(0, 16).mapToObj(n -> "m" + n).toList();
        String all = names.stream().map(name -> check + "/" + name).collect(Collectors.joining("&stream="));
        try (SseReader page = SseReader.open(port, "/api/stream/metrics?stream=" + all, OURS)) {
            long position = 100;
            for (String name : names) {
                river.batch(check, OURS, Shards.of(name, 8), position++, number(name, 1));
            }
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == names.size());
        }
    }

    @Test
    void aNameWithCommasIsOneStream() {
        UUID check = check(OURS);
        String name = "http|ST[code:200,method:get]";
        try (SseReader page = watch(OURS, SseReader.encode(check + "/" + name))) {
            river.batch(check, OURS, number(name, 1));
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 1);
        }
    }

    @Test
    void foreignAndUnknownChecksDoNotExist() {
        UUID theirs = check(THEIRS);
        assertThat(refused(theirs + "/cpu").statusCode()).isEqualTo(404);
        HttpResponse<String> unknown = refused(UUID.randomUUID() + "/cpu");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aBatchThatNamesAnotherAccountReachesNobody() {
        UUID check = check(OURS);
        double before = count("batches", "foreign");
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.batch(check, THEIRS, number("cpu", 1));
            river.batch(check, OURS, number("cpu", 2));
            await().atMost(PATIENCE).until(() -> !page.named("sample").isEmpty());
            assertThat(page.named("sample").getFirst().get("time").asLong()).isEqualTo(2);
            assertThat(count("batches", "foreign") - before).isEqualTo(1);
        }
    }

    @Test
    void aCheckThatMovesToAnotherAccountFallsSilent() {
        UUID check = check(OURS);
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.announce(check, THEIRS, 1, false);
            await().atMost(PATIENCE)
                    .until(() -> directory.find(check).orElseThrow().account() == THEIRS);
            await().atMost(PATIENCE).until(() -> gauge("partitions") == 0);
            assertThat(page.named("sample")).isEmpty();
        }
    }

    @Test
    void refusalsNameTheParameter() {
        UUID check = check(OURS);
        String many = IntStream.range(0, 21).mapToObj(n -> check + "/m" + n).collect(Collectors.joining("&stream="));
        assertThat(refused(many).body()).contains("\"field\":\"stream\"", "at most 20");
        assertThat(refused("nonsense").body()).contains("\"field\":\"stream\"", "'nonsense'");
        assertThat(refused("nonsense").statusCode()).isEqualTo(400);
        assertThat(SseReader.get(port, "/api/stream", bearer()).body()).contains("\"field\":\"metric\"");
    }

    @Test
    void whoBringsNoTokenSeesNothing() {
        for (String path :
                List.of("/api/stream/alerts", "/api/stream", "/api/stream/metrics", "/actuator/prometheus")) {
            HttpResponse<String> answer = SseReader.get(port, path, "Accept", "text/event-stream");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void aBatchDrawnTwiceArrivesOnce() {
        UUID check = check(OURS);
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.batch(check, OURS, 0, 1, number("cpu", 1));
            river.batch(check, OURS, 0, 2, number("cpu", 2));
            river.batch(check, OURS, 0, 1, number("cpu", 1));
            river.batch(check, OURS, 0, 2, number("cpu", 2));
            river.batch(check, OURS, 0, 3, number("cpu", 3));
            await().atMost(PATIENCE).until(() -> times(page).contains(3L));
            assertThat(times(page)).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void aNewcomerSeesTheLastSecondsAndNobodySeesThemTwice() {
        UUID check = check(OURS);
        try (SseReader first = watch(OURS, check + "/cpu")) {
            river.batch(check, OURS, number("cpu", 1));
            river.batch(check, OURS, number("cpu", 2));
            await().atMost(PATIENCE).until(() -> times(first).size() == 2);
            try (SseReader second = watch(OURS, check + "/cpu")) {
                await().atMost(PATIENCE).until(() -> times(second).size() == 2);
                river.batch(check, OURS, number("cpu", 3));
                await().atMost(PATIENCE).until(() -> times(second).size() == 3);
                await().atMost(PATIENCE).until(() -> times(first).size() == 3);
                assertThat(times(first)).containsExactly(1L, 2L, 3L);
            }
        }
    }

    @Test
    void whoComesBackGoesOnWhereItWas() {
        UUID check = check(OURS);
        String id;
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.batch(check, OURS, number("cpu", 1));
            await().atMost(PATIENCE).until(() -> times(page).size() == 1);
            id = page.events().getLast().id();
        }
        String after = Long.toString(Long.parseLong(id) + 1);
        awaitClockPast(Long.parseLong(after));
        river.batch(check, OURS, number("cpu", 2));
        try (SseReader page = SseReader.open(
                port, "/api/stream/metrics?stream=" + check + "/cpu", OURS, Map.of("Last-Event-ID", after))) {
            await().atMost(PATIENCE).until(() -> !times(page).isEmpty());
            assertThat(times(page)).containsExactly(2L);
        }
    }

    @Test
    void poisonIsCountedAndPassedOver() {
        UUID check = check(OURS);
        double before = count("batches", "malformed");
        try (SseReader page = watch(OURS, check + "/cpu")) {
            river.metrics(check, 0, 1, new byte[] {9, 9, 9});
            river.batch(check, OURS, 0, 2, number("cpu", 2));
            await().atMost(PATIENCE).until(() -> times(page).contains(2L));
            assertThat(count("batches", "malformed") - before).isEqualTo(1);
        }
    }

    @Test
    void alertsOfTheOwnAccountAlone() {
        try (SseReader page = SseReader.open(port, "/api/stream/alerts", OURS)) {
            river.alert(THEIRS, 41, "opened");
            river.alert(OURS, 42, "opened");
            river.alert(OURS, 42, "cleared");
            await().atMost(PATIENCE)
                    .until(() -> page.named("alert").stream()
                                    .filter(alert -> alert.get("alertId").asLong() == 42)
                                    .count()
                            == 2);
            JsonNode cleared = page.named("alert").getLast();
            assertThat(cleared.get("kind").asString()).isEqualTo("cleared");
            assertThat(cleared.get("ruleSetName").asString()).isEqualTo("disk filling");
            assertThat(cleared.get("occurredMs").asLong()).isEqualTo(1_700_000_000_000L);
            assertThat(page.named("alert"))
                    .allMatch(alert -> alert.get("accountId").asLong() == OURS);
        }
    }

    @Test
    void oneConnectionCarriesAWholePage() {
        UUID check = check(OURS);
        String query = "/api/stream?alerts=true&metric=" + check + "/cpu&metric=" + check + "/load";
        try (SseReader page = SseReader.open(port, query, OURS)) {
            river.alert(OURS, 43, "opened");
            river.batch(check, OURS, number("load", 1));
            await().atMost(PATIENCE).until(() -> page.named("sample").size() == 1);
            await().atMost(PATIENCE)
                    .until(() -> page.named("alert").stream()
                            .anyMatch(alert -> alert.get("alertId").asLong() == 43));
        }
    }

    private UUID check(long account) {
        UUID check = river.check(account);
        awaitKnown(check);
        return check;
    }

    private UUID checkInAnotherPartition(UUID other) {
        int taken = river.batch(other, OURS, number("before", 0)).partition();
        UUID check = check(OURS);
        while (river.batch(check, OURS, number("before", 0)).partition() == taken) {
            check = check(OURS);
        }
        awaitClockPast(System.currentTimeMillis() + 1);
        return check;
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis());
    }

    private void awaitKnown(UUID check) {
        await().atMost(PATIENCE).until(() -> directory.find(check).isPresent());
    }

    private static void awaitClockPast(long ms) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> System.currentTimeMillis() > ms);
    }

    private SseReader watch(long account, String stream) {
        return SseReader.open(port, "/api/stream/metrics?stream=" + stream, account);
    }

    private HttpResponse<String> refused(String streams) {
        return SseReader.get(port, "/api/stream/metrics?stream=" + streams, bearer());
    }

    private static String[] bearer() {
        return new String[] {"Authorization", "Bearer " + TestIdentity.token(OURS), "Accept", "text/event-stream"};
    }

    private static Consumer<BatchWriter> number(String name, long time) {
        return batch -> batch.stream(name).real(time, (double) time);
    }

    private static List<Long> times(SseReader page) {
        return page.named("sample").stream()
                .map(sample -> sample.get("time").asLong())
                .toList();
    }

    private double batches() {
        return meters.get("vedette.viewer.batches").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double count(String what, String outcome) {
        return meters.get("vedette.viewer." + what)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double gauge(String what) {
        return meters.get("vedette.viewer." + what).gauge().value();
    }
}
