package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.vedette.broker.door.RunningBroker;
import io.vedette.broker.intake.LiveTail;
import io.vedette.broker.journal.Journal;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running broker does with checks beside running them: filters, drafts, live runs. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckRunsTests {
    private HttpServer server;
    private RunningBroker broker;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "a 1\nb{env=\"prod\"} 2\nc 3\n".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        broker = RunningBroker.start(home);
    }

    @AfterAll
    void stop() {
        broker.close();
        server.stop(0);
    }

    @Test
    void aDraftIsRunOnceAndShowsWhatItWouldCollect() throws Exception {
        String draft = check(UUID.randomUUID(), 60_000)
                .replace("a draft", "only a draft")
                .replace(
                        "\"config\"",
                        "\"metricFilters\":[{\"action\":\"deny\",\"pattern\":\"^c$\"},{\"action\":\"allow\"}],\"config\"");
        long before = broker.bean(Journal.class).end();
        String shown = broker.control("POST", FeedPaths.CHECKS_TEST, draft).body();
        assertThat(shown).contains("\"available\":true", "\"a\":{\"_type\":\"n\",\"_value\":1.0}");
        assertThat(shown).contains("\"b|ST[env:prod]\"", "\"filtered\":[\"c\"]");
        assertThat(broker.bean(Journal.class).end()).isEqualTo(before);
        assertThat(broker.control("GET", FeedPaths.CHECKS_SHOW, "").body()).doesNotContain("only a draft");
        String pushed = RunningBroker.check(UUID.randomUUID(), "httptrap", "\"secret\":\"s\"", 1);
        assertThat(broker.control("POST", FeedPaths.CHECKS_TEST, pushed).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDraftThatReachesNobodySaysSo() throws Exception {
        String draft = check(UUID.randomUUID(), 60_000).replaceAll("http://[^\"]*", "http://127.0.0.1:1/");
        assertThat(broker.control("POST", FeedPaths.CHECKS_TEST, draft).body())
                .contains("\"available\":false", "\"metrics\":{}");
    }

    @Test
    void jsonIsFlattenedAsATrapWouldBe() throws Exception {
        server.createContext("/json", exchange -> {
            byte[] body = "{\"a\":{\"b\":[1,\"x\"]},\"c\":{\"_type\":\"L\",\"_value\":\"7\"}} {\"d\":"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        String draft = check(UUID.randomUUID(), 60_000)
                .replace("prometheus", "json:nad")
                .replaceAll("/\"", "/json\"");
        assertThat(broker.control("POST", FeedPaths.CHECKS_TEST, draft).body())
                .contains(
                        "\"a`b`0\":{\"_type\"",
                        "\"a`b`1\":{\"_type\":\"s\",\"_value\":\"x\"}",
                        "\"c\":{\"_type\":\"L\"")
                .contains("JSON parse error", "\"good\":false");
    }

    @Test
    void showsWhatTheLastRunSawAndTheStreamsPastTheLimit() throws Exception {
        UUID uuid = UUID.randomUUID();
        set(uuid, check(uuid, 1_000).replace("\"metricLimit\":\"-1\"", "\"metricLimit\":\"2\""));
        String path = FeedPaths.CHECKS_SHOW + "/" + uuid;
        await().until(() ->
                broker.control("GET", path, "").body().contains("\"pastLimitNames\":[\"c\",\"lines_refused\"]"));
        String shown = broker.control("GET", path, "").body();
        assertThat(shown).contains("\"known\":2", "\"good\":true", "\"current\":{\"a\":");
        assertThat(shown).doesNotContain("s3cret");
        broker.control("DELETE", FeedPaths.CHECKS_DELETE + uuid + "?seq=2", "");
        assertThat(broker.control("GET", path, "").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsWhatItCanDoAndWhoDrawsItsJournal() throws Exception {
        assertThat(broker.control("GET", "/capa", "").body())
                .contains("\"httptrap\":\"PUSHED\"", "\"snmp\":\"PULLED\"", "\"json:nad\":\"PULLED\"", "\"h\",\"H\"");
        broker.bean(Journal.class).subscribe("store");
        assertThat(broker.control("GET", "/feed", "").body())
                .contains("\"journal\":\"" + broker.bean(Journal.class).id() + "\"", "\"subscribers\":{\"store\":");
    }

    @Test
    void aFiltersetIsSetShownCulledAndRefusedWhenOlder() throws Exception {
        String allow = "{\"seq\":3,\"rules\":[{\"type\":\"allow\",\"metric\":\"^a$\"}]}";
        assertThat(broker.control("PUT", "/filters/set/some", allow).body()).isEqualTo("{\"seq\":3}");
        assertThat(broker.control("PUT", "/filters/set/some", allow.replace("3", "2"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(broker.control("GET", "/filters/show", "").body()).contains("\"some\":{\"seq\":3");
        UUID uuid = UUID.randomUUID();
        set(uuid, check(uuid, 300_000).replace("\"active\":true", "\"active\":true,\"filterset\":\"some\""));
        assertThat(broker.control("POST", "/filters/cull", "").body()).isEqualTo("{\"removed\":0}");
        await().until(() -> broker.control("GET", FeedPaths.CHECKS_SHOW + "/" + uuid, "")
                .body()
                .contains("\"known\":1,"));
        broker.control("DELETE", FeedPaths.CHECKS_DELETE + uuid + "?seq=2", "");
        assertThat(broker.control("POST", "/filters/cull", "").body()).isEqualTo("{\"removed\":1}");
        assertThat(broker.control("GET", "/filters/show/some", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aWatchedCheckRunsLiveAndNothingOfItIsJournaledOrKept() throws Exception {
        UUID uuid = UUID.randomUUID();
        set(uuid, check(uuid, 300_000));
        String path = FeedPaths.CHECKS_SHOW + "/" + uuid;
        await().until(() -> broker.control("GET", path, "").body().contains("\"good\":true"));
        String before = broker.control("GET", path, "").body();
        List<Long> seen = new ArrayList<>();
        long journaled = samplesOf(uuid);
        try (LiveTail.Tap tap = broker.bean(LiveTail.class).open(() -> {})) {
            assertThat(watch(uuid, 1_000, 60_000)).contains("\"live\":true");
            await().until(() -> {
                tap.poll().map(LiveTail.LiveBatch::bytes).map(BatchReader::new).ifPresent(batch -> {
                    assertThat(batch.kind()).isEqualTo(BatchKind.LIVE_ONLY);
                    if (batch.check().equals(uuid)) {
                        seen.add(batch.receivedMs());
                    }
                });
                return seen.size() >= 2;
            });
        }
        assertThat(samplesOf(uuid)).isEqualTo(journaled);
        assertThat(broker.control("GET", path, "").body()).isEqualTo(before);
        assertThat(watch(uuid, 1_000, 1)).contains("\"live\":true");
        await().until(() -> broker.bean(LiveRuns.class).count() == 0);
        assertThat(watch(UUID.randomUUID(), 1_000, 1_000)).contains("\"live\":false");
        assertThat(watch(uuid, 300_000, 1_000)).contains("\"live\":false");
    }

    private String watch(UUID uuid, long periodMs, long leaseMs) throws IOException, InterruptedException {
        return broker.control("PUT", FeedPaths.CHECKS_LIVE + uuid + "?periodMs=" + periodMs + "&leaseMs=" + leaseMs, "")
                .body();
    }

    /** How many batches of a check the journal holds. */
    private long samplesOf(UUID uuid) throws IOException {
        long batches = 0;
        Journal journal = broker.bean(Journal.class);
        try (var cursor = journal.read(journal.begin())) {
            for (var entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                if (entry.get() instanceof io.vedette.broker.journal.JournalEntry.Stored stored
                        && stored.kind().equals(io.vedette.broker.journal.RecordKind.BATCH)
                        && new BatchReader(stored.payload()).check().equals(uuid)) {
                    batches++;
                }
            }
        }
        return batches;
    }

    private void set(UUID uuid, String json) throws IOException, InterruptedException {
        assertThat(broker.control("PUT", FeedPaths.CHECKS_SET + uuid, json).statusCode())
                .isEqualTo(200);
    }

    private String check(UUID uuid, long periodMs) {
        String url = "http://%[target_ip]:" + server.getAddress().getPort() + "/";
        return RunningBroker.check(uuid, "prometheus", "\"url\":\"" + url + "\",\"header_X\":\"s3cret\"", 1)
                .replace("\"periodMs\":\"1000\"", "\"periodMs\":\"" + periodMs + "\"")
                .replace("\"timeoutMs\":\"900\"", "\"timeoutMs\":\"20000\"")
                .replace("a check", "a draft");
    }
}
