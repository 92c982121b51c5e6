package io.vedette.configmonitor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files and a real watch, an observer that can be shut. */
@SuppressWarnings("NullAway.Init")
class FileWatchTests {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String WATCHES = "directory_observer.ini";
    private static final String PLUGIN = "plugins/p/config.ini";

    @TempDir
    Path folder;

    private Path etc;
    private ObserverStub observer;
    private FileRecords records;
    private FileWatch watch;

    @BeforeEach
    void open() throws IOException {
        etc = Files.createDirectories(folder.resolve("etc"));
        observer = new ObserverStub();
        observer.open();
        write(WATCHES, "[a]\n");
    }

    @AfterEach
    void close() {
        watch.stop();
        observer.close();
    }

    @Test
    void bringsWhatIsThereAndWhatAppearsChangesAndGoes() throws IOException {
        start(Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> "[a]\n".equals(observer.inForce.get(WATCHES)));
        write(PLUGIN, "[step_main]\n");
        await().atMost(SOON).until(() -> "[step_main]\n".equals(observer.inForce.get(PLUGIN)));
        write(PLUGIN, "[step_main]\nnumprocesses=2\n");
        await().atMost(SOON).until(() -> "[step_main]\nnumprocesses=2\n".equals(observer.inForce.get(PLUGIN)));
        Files.delete(etc.resolve(PLUGIN));
        await().atMost(SOON).until(() -> !observer.inForce.containsKey(PLUGIN));
        await().atMost(SOON).until(() -> state(PLUGIN) == FileState.REMOVED);
        FileRecord watches = records.of(WATCHES).orElseThrow();
        assertThat(watches.state()).isEqualTo(FileState.IN_FORCE);
        assertThat(watches.detail()).isEqualTo("watches started: one");
        assertThat(watches.notes()).containsExactly("n");
    }

    @Test
    void refusedFileNamesTheLineAndTheOldOneStays() throws IOException {
        start(Duration.ofMinutes(1));
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.IN_FORCE);
        write(WATCHES, "[a]\nb=1\nb=wrong\n");
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.REFUSED);
        FileRecord refused = records.of(WATCHES).orElseThrow();
        assertThat(refused.errors()).containsExactly(new FileError("a.b", "is wrong", 3));
        assertThat(refused.inForce()).isEqualTo(new ConfigText(WATCHES, "[a]\n").sha256());
        assertThat(observer.inForce).containsEntry(WATCHES, "[a]\n");
        assertThat(observer.requests).containsOnlyOnce("PUT " + WATCHES);
        write(WATCHES, "[a]\nb=1\n");
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.IN_FORCE);
        assertThat(records.history())
                .extracting(FileRecord::state)
                .containsExactly(FileState.IN_FORCE, FileState.REFUSED, FileState.IN_FORCE);
    }

    @Test
    void commentsAndBlanksAreNoChange() throws IOException {
        start(Duration.ofMillis(200));
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.IN_FORCE);
        write(WATCHES, "# said aside\n\n[a]  \n");
        write(PLUGIN, "[step_main]\n");
        await().atMost(SOON).until(() -> state(PLUGIN) == FileState.IN_FORCE);
        assertThat(observer.requests).containsOnlyOnce("PUT " + WATCHES);
    }

    @Test
    void triesUntilTheObserverIsBack() throws IOException {
        observer.close();
        start(Duration.ofMillis(200));
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.UNREACHABLE);
        write(WATCHES, "[b]\n");
        observer.open();
        await().atMost(SOON).until(() -> "[b]\n".equals(observer.inForce.get(WATCHES)));
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.IN_FORCE);
    }

    @Test
    void tellsAnObserverThatLostItsHomeAgainAndOneThatKeptItNothing() throws IOException {
        start(Duration.ofMillis(200));
        await().atMost(SOON).until(() -> state(WATCHES) == FileState.IN_FORCE);
        watch.stop();
        observer.requests.clear();
        start(Duration.ofMillis(200));
        write(PLUGIN, "[step_main]\n");
        await().atMost(SOON).until(() -> state(PLUGIN) == FileState.IN_FORCE);
        assertThat(observer.requests).doesNotContain("PUT " + WATCHES);
        observer.inForce.clear();
        await().atMost(SOON).until(() -> observer.inForce.size() == 2);
    }

    @Test
    void directoryThatIsNotThereRemovesNothing() throws IOException {
        write(PLUGIN, "[step_main]\n");
        start(Duration.ofMillis(200));
        await().atMost(SOON).until(() -> observer.inForce.size() == 2);
        Files.move(etc, folder.resolve("unmounted"));
        await().during(Duration.ofMillis(800)).atMost(SOON).until(() -> observer.inForce.size() == 2);
        Files.createDirectories(etc);
        await().during(Duration.ofMillis(800)).atMost(SOON).until(() -> observer.inForce.size() == 2);
    }

    private FileState state(String path) {
        return records.of(path).map(FileRecord::state).orElse(FileState.REMOVED);
    }

    private void start(Duration askAgain) {
        var settings = new FilesSettings(
                etc,
                observer.url(),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                askAgain,
                java.util.Map.of());
        var configFolder = new ConfigFolder(etc);
        records = new FileRecords(folder.resolve("home/files.json"));
        var receiver = new HttpObserver(observer.url(), () -> "t0ken");
        List<FileCourier> couriers = ObserverFiles.watches(receiver).stream()
                .map(one -> new FileCourier(configFolder, one, records, settings, Clock.systemUTC()))
                .toList();
        watch = new FileWatch(couriers, configFolder, settings);
        watch.start();
    }

    private void write(String path, String text) throws IOException {
        Path file = etc.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
