package io.vedette.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.testsupport.RedisAccess;
import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;

/** What a file meets in an observer that runs: directory, queue, executable, end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class StepsTests {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Queue<String> datagrams = new ConcurrentLinkedQueue<>();
    private DatagramSocket broker;
    private House house;
    private StringRedisTemplate redis;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        broker = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
        RedisAccess access = TestServers.redis();
        house = new House(
                folder,
                access,
                "--vedette.observer.statsd=127.0.0.1:" + broker.getLocalPort(),
                "--vedette.observer.gauge-period=200ms");
        redis = house.redis();
        redis.delete(List.of("foreign.queue", "step.plain.main"));
        house.initial("directory_observer.ini", """
                [common]
                active=true
                redis_server=127.0.0.1
                [foreign]
                directory=foreign
                queue=foreign.queue
                """);
        house.initial("plugins/plain/config.ini", """
                [step_main]
                _cmd_and_args=sh -c 'cat "$1" >> "$2/seen"; env > "$2/env"' sh {PATH} {CUSTOM_OUT}
                numprocesses=2
                [step_onward]
                _cmd_and_args=gzip {PATH}
                numprocesses=1
                _dest_dir=next/main
                [step_failing]
                _cmd_and_args=sh -c 'echo first >&2; echo "no such field" >&2; exit 3'
                numprocesses=1
                [step_deleting]
                _cmd_and_args=false
                numprocesses=1
                failure_policy=delete
                [step_moving]
                _cmd_and_args=false
                numprocesses=1
                failure_policy=move
                failure_policy_move_dest_dir=%s
                [step_slow]
                _cmd_and_args=sh -c 'sleep 300 & echo $! > "$1"; wait' sh {CUSTOM_OUT}/sleeper {PATH}
                numprocesses=1
                timeout=1
                [custom]
                out=%s
                """.formatted(
                        folder.resolve("failed"), Files.createDirectories(folder.resolve("out"))));
        Path old = house.arrive("foreign", "older", "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        house.arrive("foreign", "newer", "x");
        house.start();
    }

    @AfterAll
    void stop() {
        house.close();
        broker.close();
    }

    private void listen() {
        byte[] buffer = new byte[2048];
        try {
            while (true) {
                var packet = new DatagramPacket(buffer, buffer.length);
                broker.receive(packet);
                datagrams.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            datagrams.add("(closed)");
        }
    }

    @Test
    void announcesWhatWasThereBeforeByAgeAndWhatArrivesAsMetworkDoes() throws IOException {
        await().atMost(SOON).until(() -> size("foreign.queue") >= 2);
        house.arrive("foreign", "unfinished.tmp", "x");
        house.arrive("foreign", "arrived", "x");
        await().atMost(SOON).until(() -> size("foreign.queue") >= 3);
        List<String> messages = redis.opsForList().range("foreign.queue", 0, -1);
        assertThat(messages).hasSize(3);
        List<JsonNode> events =
                messages.reversed().stream().map(House.JSON::readTree).toList();
        assertThat(events)
                .extracting(event -> event.path("filename").asString())
                .containsExactly("older", "newer", "arrived");
        assertThat(events)
                .extracting(event -> event.path("event").asString())
                .containsExactly("exists", "exists", "created");
        JsonNode last = events.getLast();
        assertThat(last.propertyNames()).containsExactlyInAnyOrder("directory", "filename", "event", "event_timestamp");
        assertThat(last.path("directory").asString())
                .isEqualTo(house.data.resolve("foreign").toString());
        assertThat(last.path("event_timestamp").asDouble())
                .isBetween(Instant.now().getEpochSecond() - 60.0, Instant.now().getEpochSecond() + 1.0);
    }

    @Test
    void aStepThatIsStartedAnewGoesOn() throws IOException {
        String restart = "/api/observer/steps/plain/moving/restart";
        assertThat(house.send("POST", restart, "", TestKeys.token("admin", "token"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.send("POST", restart.replace("moving", "none"), "", TestKeys.token("operator", "service"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.send("POST", restart, "", TestKeys.token("operator", "service"))
                        .statusCode())
                .isEqualTo(204);
        house.arrive("step.plain.moving", "after it", "x");
        Path failed = house.etc.resolveSibling("failed");
        await().atMost(SOON).until(() -> Files.exists(failed.resolve("after it")));
    }

    @Test
    void runsTheExecutableOnAFileThatIsThenGone() throws IOException {
        house.arrive("step.plain.main", "a $(reboot) file; 'quoted'", "content 1\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(out("seen")).contains("content 1"));
        await().atMost(SOON).until(() -> house.filesIn("tmp/plain.main").isEmpty());
        assertThat(house.filesIn("step.plain.main")).isEmpty();
        assertThat(out("env"))
                .contains("MFDATA_CURRENT_STEP_QUEUE=step.plain.main")
                .doesNotContain("SPRING_", "VEDETTE_");
        await().atMost(SOON).until(() -> processing("step.plain.main") == 0);
    }

    @Test
    void movesOnWithWhatTheExecutableMadeOfIt() throws IOException {
        house.arrive("step.plain.onward", "observation", "x");
        await().atMost(SOON).until(() -> house.filesIn("step.next.main").equals(List.of("observation.gz")));
        house.arrive("step.plain.onward", "observation", "y");
        await().atMost(SOON).until(() -> house.filesIn("step.next.main").size() == 2);
        assertThat(house.filesIn("step.next.main")).anyMatch(name -> name.matches("[0-9a-f]{8}_observation.gz"));
    }

    @Test
    void keepsAFailedFileInTrashWithItsTagsAndTheReason() throws IOException {
        house.arrive("step.plain.failing", "wrong.grib", "x");
        await().atMost(SOON)
                .until(() ->
                        house.filesIn("trash/plain.failing").containsAll(List.of("wrong.grib", "wrong.grib.tags")));
        List<String> tags = Files.readAllLines(house.data.resolve("trash/plain.failing/wrong.grib.tags"));
        assertThat(tags)
                .isSorted()
                .contains(
                        "first.core.original_basename = wrong.grib",
                        "first.core.original_dirname = step.plain.failing",
                        "latest.plain.failing.exit_code = 3",
                        "latest.plain.failing.reason = exit code 3",
                        "latest.plain.failing.stderr.02 = no such field");
        await().atMost(SOON).until(() -> house.filesIn("tmp/plain.failing").isEmpty());
    }

    @Test
    void failedFileOfTheLongestNameReachesTrashToo() throws IOException {
        String name = "n".repeat(255);
        house.arrive("step.plain.failing", name, "x");
        await().atMost(SOON).until(() -> house.filesIn("trash/plain.failing").contains("n".repeat(250) + ".tags"));
    }

    @Test
    void deletesOrMovesAFailedFileAsItsPolicySays() throws IOException {
        house.arrive("step.plain.deleting", "d", "x");
        house.arrive("step.plain.moving", "m", "x");
        Path failed = house.etc.resolveSibling("failed");
        await().atMost(SOON).until(() -> Files.exists(failed.resolve("m")) && Files.exists(failed.resolve("m.tags")));
        await().atMost(SOON)
                .until(() -> house.step("plain", "deleting")
                                .path("counts")
                                .path("errors")
                                .asInt()
                        == 1);
        assertThat(house.filesIn("step.plain.deleting")).isEmpty();
        assertThat(house.filesIn("trash/plain.deleting")).isEmpty();
    }

    @Test
    void killsTheWholeGroupWhenTheTimeIsOver() throws IOException {
        house.arrive("step.plain.slow", "stuck", "x");
        await().atMost(SOON).until(() -> house.filesIn("trash/plain.slow").contains("stuck"));
        assertThat(Files.readString(house.data.resolve("trash/plain.slow/stuck.tags")))
                .contains("latest.plain.slow.reason = killed, as it took longer than 1 s");
        long sleeper = Long.parseLong(out("sleeper").strip());
        await().atMost(SOON)
                .until(() ->
                        ProcessHandle.of(sleeper).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void countsAMessageWhoseFileIsGoneAndKeepsOneThatIsNone() {
        redis.opsForList().leftPush("step.plain.deleting", "{\"directory\":\"/nowhere\",\"filename\":\"x\"}");
        redis.opsForList().leftPush("step.plain.onward", "nonsense");
        await().atMost(SOON)
                .until(() -> house.step("plain", "deleting")
                                .path("counts")
                                .path("gone")
                                .asInt()
                        == 1);
        await().atMost(SOON)
                .until(() -> house.step("plain", "onward")
                                .path("counts")
                                .path("malformed")
                                .asInt()
                        == 1);
        assertThat(house.filesIn("trash/plain.onward")).hasSize(2).allMatch(name -> name.startsWith("message-"));
        assertThat(processing("step.plain.onward")).isZero();
    }

    @Test
    void tellsABrokerUnderMfdatasNames() throws IOException {
        house.arrive("step.plain.main", "counted", "12345");
        String host = InetAddress.getLocalHost().getHostName();
        String tags = ",module=mfdata,host=" + host + ",plugin=plain,step=main:";
        await().atMost(SOON).until(() -> datagrams.contains("number_of_processed_files" + tags + "1|c"));
        await().atMost(SOON).until(() -> datagrams.contains("bytes_of_processed_files" + tags + "5|c"));
        await().atMost(SOON).until(() -> told("processing_file_timer" + tags, "|ms"));
        await().atMost(SOON).until(() -> told("queue_wait_timer" + tags, "|ms"));
        await().atMost(SOON).until(() -> datagrams.contains("queue_length" + tags + "0|g"));
    }

    @Test
    void directoryThatVanishedIsWatchedAgainWhenItIsBack() throws IOException {
        Path directory = house.data.resolve("step.plain.main");
        Path away = directory.resolveSibling("away");
        await().atMost(SOON).until(() -> house.filesIn("step.plain.main").isEmpty());
        Files.move(directory, away);
        await().atMost(SOON).until(() -> Files.isDirectory(directory));
        house.arrive("step.plain.main", "after", "came back\n");
        await().atMost(SOON).untilAsserted(() -> assertThat(out("seen")).contains("came back"));
    }

    private boolean told(String begin, String end) {
        return datagrams.stream().anyMatch(line -> line.startsWith(begin) && line.endsWith(end));
    }

    private long size(String list) {
        Long size = redis.opsForList().size(list);
        return size == null ? 0 : size;
    }

    private long processing(String list) {
        return redis.keys(list + ".processing.*").stream().mapToLong(this::size).sum();
    }

    private String out(String name) throws IOException {
        Path file = house.etc.resolveSibling("out").resolve(name);
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
