package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Point 2: what is pushed and what is pulled becomes streams; what is wrong is answered clearly and stops nothing. */
class PushAndPullTests {
    private final Suite suite = Suite.shared();

    @Test
    void aTrapTakesJsonAndCountsIt() {
        Trap trap = Trap.create(suite);
        JsonNode answer = trap.push("{\"cups\":3,\"pot\":{\"level\":0.5,\"names\":[\"a\",\"b\"]}}")
                .json(200);
        assertThat(answer.get("stats").asInt()).isEqualTo(4);
        long now = Instant.now().getEpochSecond();
        Wait.until(
                "the pot's level is in the store",
                () -> Rollups.values(suite, trap.stream("pot`level"), now - 120, now + 60, "1m", "average")
                        .contains(0.5));
    }

    @Test
    void brokenJsonIsRefusedWithItsPositionAndKeepsWhatWasGood() {
        Trap trap = Trap.create(suite);
        Answer answer = trap.push("{\"good\": 7, \"bad\": oops}");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.json().get("error").asString()).containsPattern("\\d");
        long now = Instant.now().getEpochSecond();
        Wait.until(
                "the value before the error is kept",
                () -> Rollups.count(suite, trap.stream("good"), now - 120, now + 60, "1m") == 1);
        trap.push("{\"good\": 8}").expect(200);
    }

    @Test
    void aWrongSecretAndAnUnknownCheckAreTold() {
        Trap trap = Trap.create(suite);
        suite.brokerDoor()
                .send("PUT", "/module/httptrap/" + trap.uuid() + "/wrong", "{}")
                .expect(403);
        suite.brokerDoor()
                .send("PUT", "/module/httptrap/" + UUID.randomUUID() + "/x", "{}")
                .expect(404);
    }

    @Test
    void statsdCountsAndAMalformedLineStopsNothing() throws IOException {
        String name = "accepted_" + ProcessHandle.current().pid();
        EventStream watched = EventStream.open(
                suite.door(),
                "/api/stream/metrics?stream=" + Door.encode(suite.catchAll() + "/" + name + "|ST[statsd_type:count]"));
        try (watched;
                DatagramSocket socket = new DatagramSocket()) {
            Wait.until("the counter is seen live", () -> {
                byte[] lines = (name + ":1|c\nthis is no line\n" + name + ":2|c\n").getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(
                        lines,
                        lines.length,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), suite.statsdPort())));
                return !watched.named("sample").isEmpty();
            });
        }
    }

    @Test
    void anHttpCheckMeasuresStatusTimingAndBody() {
        JsonNode made = suite.door()
                .post("/v2/check_bundle", """
                        {"type":"http","target":"127.0.0.1","display_name":"the dashboard","brokers":["%s"],"period":10,
                         "timeout":5,"config":{"url":"%s/","body":"Vedette"}}""".formatted(suite.brokerCid(), suite.address()))
                .json(200);
        String uuid = made.get("_check_uuids").get(0).asString();
        long start = Instant.now().getEpochSecond() - 60;
        Wait.untilAsserted("the check has run", () -> {
            long end = Instant.now().getEpochSecond() + 60;
            assertThat(Rollups.values(suite, uuid + "/duration", start, end, "1m", "max"))
                    .isNotEmpty();
            assertThat(suite.door().get("/api/streams?check=" + uuid).json(200).toString())
                    .contains("code", "tt_connect", "tt_firstbyte", "bytes");
        });
        suite.door()
                .delete(made.get("_cid").asString().replaceFirst("^", "/v2"))
                .expect(200);
    }
}
