package io.vedette.observer.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTests {

    private static final long LIMIT = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void givesBackInOrderAcrossRestarts() throws IOException {
        try (var spool = open(LIMIT)) {
            assertThat(spool.append(events(0, 700))).isTrue();
            assertThat(spool.append(events(700, 1000))).isTrue();
        }
        try (var spool = open(LIMIT)) {
            assertThat(spool.size()).isEqualTo(1000);
            assertThat(drain(spool)).isEqualTo(events(0, 1000));
            assertThat(spool.size()).isZero();
        }
        assertThat(folder.resolve("events")).isEmptyFile();
    }

    @Test
    void keepsWhatWasHandedOutUntilForgotten() throws IOException {
        try (var spool = open(LIMIT)) {
            spool.append(events(0, 10));
            assertThat(spool.oldest(3).announced()).isEqualTo(events(0, 3));
            spool.forget(spool.oldest(3));
        }
        try (var spool = open(LIMIT)) {
            assertThat(drain(spool)).endsWith(events(3, 10).toArray(Announced[]::new));
        }
    }

    @Test
    void cutsALineThatACrashTore() throws IOException {
        try (var spool = open(LIMIT)) {
            spool.append(events(0, 5));
        }
        Files.writeString(folder.resolve("events"), "list\t{\"dir", StandardOpenOption.APPEND);
        try (var spool = open(LIMIT)) {
            spool.append(events(5, 6));
            assertThat(drain(spool)).isEqualTo(events(0, 6));
        }
    }

    @Test
    void refusesWhatDoesNotFitAndKeepsTheRest() throws IOException {
        try (var spool = open(100)) {
            assertThat(spool.append(events(0, 2))).isTrue();
            assertThat(spool.append(events(2, 100))).isFalse();
            assertThat(drain(spool)).isEqualTo(events(0, 2));
        }
    }

    private Spool open(long limit) throws IOException {
        return new Spool(folder.resolve("events"), limit);
    }

    private static List<Announced> events(int from, int to) {
        var events = new ArrayList<Announced>();
        for (int n = from; n < to; n++) {
            events.add(new Announced("list", "message " + n));
        }
        return events;
    }

    private static List<Announced> drain(Spool spool) throws IOException {
        var all = new ArrayList<Announced>();
        while (spool.size() > 0) {
            Spool.Chunk chunk = spool.oldest(300);
            all.addAll(chunk.announced());
            spool.forget(chunk);
        }
        return all;
    }
}
