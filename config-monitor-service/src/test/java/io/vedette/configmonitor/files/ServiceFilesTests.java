package io.vedette.configmonitor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files and programs. The service that reads them writes down that it was told, and does not come up with what is broken. */
@SuppressWarnings("NullAway.Init")
class ServiceFilesTests {
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final FilesSettings SETTINGS = new FilesSettings(
            null,
            null,
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofSeconds(30),
            Map.of());

    @TempDir
    Path folder;

    private final ObserverStub observer = new ObserverStub();

    private Path etc;
    private Path live;
    private Path told;
    private FileRecords records;
    private FileWatch rollouts;

    @BeforeEach
    void open() throws IOException {
        etc = Files.createDirectories(folder.resolve("etc"));
        live = folder.resolve("live");
        told = Files.createFile(folder.resolve("told"));
        records = new FileRecords(folder.resolve("home/files.json"));
    }

    @AfterEach
    void close() {
        rollouts.stop();
        observer.close();
    }

    @Test
    void anAcceptedFileIsCopiedAndConfirmedARefusedOneIsNot() throws Exception {
        start(Map.of("shipper", watch("shipper", etc + "/*.conf", 10)));
        write("a.conf", "one\n");
        awaitState("a.conf", FileState.IN_FORCE);
        assertThat(live.resolve("a.conf")).hasContent("one");

        write("a.conf", "wrong\n");
        awaitState("a.conf", FileState.REFUSED);
        assertThat(record("a.conf").errors().getFirst().reason()).contains("line of nonsense");
        assertThat(live.resolve("a.conf")).hasContent("one");
        assertThat(Files.readAllLines(told)).hasSize(1);
        assertThat(rollouts.check(new ConfigText(etc + "/a.conf", "wrong")).orElseThrow())
                .isInstanceOf(Answer.Refused.class);
        assertThat(rollouts.check(new ConfigText(etc + "/../a.conf", "fine"))).isEmpty();

        write("a.conf", "# said aside\none\n");
        awaitState("a.conf", FileState.IN_FORCE);
        Files.delete(etc.resolve("a.conf"));
        write("b.conf", "two\n");
        awaitState("a.conf", FileState.REMOVED);
        assertThat(live.resolve("a.conf")).doesNotExist();
        assertThat(live.resolve("b.conf")).hasContent("two");
    }

    @Test
    void whatTheServiceDoesNotComeUpWithIsPutBackAlsoAfterACrash() throws Exception {
        start(Map.of("shipper", watch("shipper", etc + "/*.conf", 10)));
        write("a.conf", "one\n");
        awaitState("a.conf", FileState.IN_FORCE);
        rollouts.stop();
        // As a crash between copy and confirmation leaves it.
        Files.writeString(live.resolve("a.conf"), "broken\n");
        write("a.conf", "broken\n");
        start(Map.of("shipper", watch("shipper", etc + "/*.conf", 10)));
        awaitState("a.conf", FileState.ROLLED_BACK);
        assertThat(live.resolve("a.conf")).hasContent("one");
        assertThat(record("a.conf").inForce()).isEqualTo(new ConfigText("", "one\n").sha256());
        assertThat(record("a.conf").errors().getFirst().reason()).contains("not confirmed");
        assertThat(Files.readAllLines(told))
                .as("told of each, and of what was put back")
                .hasSize(3);
    }

    @Test
    void aSwappedLinkIsAChangeAndWatchesGoInTheirOrder() throws Exception {
        Path first = Files.createDirectories(folder.resolve("..v1"));
        Path second = Files.createDirectories(folder.resolve("..v2"));
        for (String name : List.of("a.conf", "z.conf")) {
            Files.writeString(first.resolve(name), "one " + name);
            Files.writeString(second.resolve(name), "two " + name);
        }
        Path link = Files.createSymbolicLink(etc.resolve("mounted"), first);
        start(Map.of("later", watch("later", link + "/a.conf", 20), "earlier", watch("earlier", link + "/z.conf", 10)));
        await().atMost(SOON).until(() -> records.latest().size() == 2);
        Files.move(
                Files.createSymbolicLink(etc.resolve("next"), second),
                link,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        await().atMost(SOON).until(() -> Files.readAllLines(told).size() == 4);
        assertThat(Files.readAllLines(told)).containsExactly("earlier", "later", "earlier", "later");
        assertThat(live.resolve("a.conf")).hasContent("two a.conf");
    }

    @Test
    void aShippersWatchKnowsItsToolAndEachActionIsTaken() throws Exception {
        observer.open();
        // A shell traps no signal that it was started to ignore, as nohup does.
        String reset = "env --default-signal=HUP true 2>/dev/null && reset='env --default-signal=HUP';";
        Process shipper = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        reset + " exec $reset /bin/sh -c \"$0\"",
                        "trap 'echo hung up >> " + told + "' HUP; echo ready; while :; do sleep 0.1; done")
                .start();
        try {
            assertThat(shipper.inputReader().readLine()).isEqualTo("ready");
            Path pid = Files.writeString(folder.resolve("shipper.pid"), shipper.pid() + "\n");
            Files.createDirectories(etc.resolve("shippers/fluent-bit"));
            start(Map.of("logs", shipperWatch(pid).in(etc)));
            write("shippers/fluent-bit/in.conf", "[INPUT]\n");
            awaitState("shippers/fluent-bit/in.conf", FileState.IN_FORCE);
            assertThat(live.resolve("in.conf")).hasContent("[INPUT]");
            await().atMost(SOON).until(() -> Files.readAllLines(told).contains("hung up"));
            assertThat(observer.requests)
                    .containsExactly("POST /api/observer/steps/plain/main/restart", "POST /api/config-announcements");
        } finally {
            shipper.destroyForcibly();
        }
    }

    private WatchSettings shipperWatch(Path pid) {
        WatchSettings watch = new WatchSettings(
                Shipper.FLUENT_BIT,
                List.of(),
                live,
                0,
                Duration.ofMillis(100),
                List.of("true"),
                List.of(),
                null,
                List.of("plain/main"),
                observer.url().resolve("/api/config-announcements"),
                null,
                pid,
                null,
                List.of(),
                Duration.ofSeconds(2));
        assertThat(watch.order()).isEqualTo(FolderWatch.SHIPPERS);
        return watch;
    }

    private void awaitState(String name, FileState state) {
        await().atMost(SOON)
                .until(() -> records.of(etc.resolve(name).toString())
                        .filter(record -> record.state() == state)
                        .isPresent());
    }

    private FileRecord record(String name) {
        return records.of(etc.resolve(name).toString()).orElseThrow();
    }

    private WatchSettings watch(String name, String files, int order) {
        return new WatchSettings(
                null,
                List.of(files),
                live,
                order,
                Duration.ofMillis(100),
                shell("if grep -q wrong \"$0\"; then echo line of nonsense; exit 1; fi", "%[file]"),
                shell("echo \"$0\" >> " + told, name),
                null,
                List.of(),
                null,
                null,
                null,
                null,
                shell("! grep -q broken " + live + "/*.conf"),
                Duration.ofMillis(400));
    }

    private static List<String> shell(String script, String... arguments) {
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("/bin/sh", "-c", script), java.util.Arrays.stream(arguments))
                .toList();
    }

    private void start(Map<String, WatchSettings> watches) {
        List<ServiceFiles> all = watches.entrySet().stream()
                .map(one -> new ServiceFiles(
                        one.getKey(),
                        one.getValue(),
                        new Rollout(
                                one.getValue(),
                                folder.resolve("home").resolve(one.getKey()),
                                new Actions(one.getValue(), observer.url(), () -> "t0ken")),
                        records,
                        Clock.systemUTC()))
                .toList();
        rollouts = new FileWatch(all, null, SETTINGS);
        rollouts.start();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(etc.resolve(name), text);
    }
}
