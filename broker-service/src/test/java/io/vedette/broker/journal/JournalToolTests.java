package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalToolTests {
    @TempDir
    Path directory;

    private int status;

    @Test
    void looksAtAJournalThatIsOpenWithoutHarmingIt() throws IOException {
        try (Journal journal = Journals.open(directory)) {
            journal.subscribe("store");
            Journals.append(journal, "one");
            Journals.append(journal, "two");
            journal.checkpoint("store", Journals.entries(journal, 0).get(1).offset());
            assertThat(tool("verify")).contains("2 records, nothing lost");
            assertThat(status).isZero();
            assertThat(tool("show")).contains(journal.id().toString(), "end       " + journal.end());
            assertThat(tool("subscribers")).contains("store", "28 B");
            assertThat(tool("tail").lines()).hasSize(2).allMatch(line -> line.contains("batch"));
            Journals.append(journal, "three");
            assertThat(Journals.texts(journal, 0)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void saysWhatIsLostAndLeavesItAsItIs() throws IOException {
        try (Journal journal = Journals.open(directory, Journals.options(60, Duration.ZERO))) {
            for (int i = 0; i < 6; i++) {
                Journals.append(journal, "record " + i);
            }
        }
        Path first = Journals.segments(directory).getFirst();
        byte[] bytes = Files.readAllBytes(first);
        bytes[SegmentFile.HEADER_BYTES + RecordFormat.HEADER_BYTES] ^= 1;
        Files.write(first, bytes);
        assertThat(tool("verify")).contains("33 bytes lost").contains("5 records");
        assertThat(status).isEqualTo(1);
        assertThat(Files.readAllBytes(first)).isEqualTo(bytes);
    }

    @Test
    void retiresASubscriberOfAStoppedBroker() throws IOException {
        try (Journal journal = Journals.open(directory)) {
            journal.subscribe("gone");
        }
        assertThat(tool("retire", "gone")).contains("gone is retired");
        assertThat(tool("retire", "gone")).contains("There is no subscriber gone");
        try (Journal journal = Journals.open(directory)) {
            assertThat(journal.subscribers()).isEmpty();
        }
    }

    @Test
    void measuresTheDiskAndLeavesTheFolderEmpty() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            assertThat(JournalTool.measure(directory, out, Duration.ofMillis(20)))
                    .isZero();
        }
        assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(12).noneMatch(line -> line.endsWith(" 0"));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysInWordsWhatItCannotDo() throws IOException {
        assertThat(tool("verify")).contains("holds no journal");
        assertThat(tool("retire")).contains("journal verify DIR");
        assertThat(tool("mend")).contains("holds no journal");
        assertThat(status).isEqualTo(2);
    }

    private String tool(String verb, String... more) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] words = new String[2 + more.length];
        words[0] = verb;
        words[1] = directory.toString();
        System.arraycopy(more, 0, words, 2, more.length);
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            status = JournalTool.run(words, out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
