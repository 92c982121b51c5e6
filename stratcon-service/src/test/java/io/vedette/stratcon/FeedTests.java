package io.vedette.stratcon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.feed.Position;
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
import tools.jackson.databind.JsonNode;

/** Between brokers of the field and the message queue: lanes, checks, ledger, doors. */
class FeedTests extends WholeStratcon {
    private static final FieldBroker BROKER = new FieldBroker(CA, 1, "broker-1");

    private static final FieldBroker SLOW_CLOCK = new FieldBroker(CA, 2, "broker-2");

    private static final FieldBroker LEDGER = new FieldBroker(CA, 8, "broker-8");

    private static final Suite SUITE = new Suite();

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
    void aConnectionIsUsedAgain() {
        await().atMost(Duration.ofSeconds(30)).until(() -> isConnected(8));
        long asked = LEDGER.clockAsked.get();
        int connections = LEDGER.connections.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> LEDGER.clockAsked.get() >= asked + 4);
        assertThat(LEDGER.connections).hasSizeLessThanOrEqualTo(connections + 1);
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
}
