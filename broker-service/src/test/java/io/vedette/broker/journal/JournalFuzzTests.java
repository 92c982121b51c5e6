package io.vedette.broker.journal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vedette.broker.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes stand in a segment, the journal opens, appends and reads. */
class JournalFuzzTests {

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void opensWhateverJazzerFinds(byte[] content) throws IOException {
        opensWhateverTheBytes(content);
    }

    @Test
    void opensWhateverMutationsFind() throws IOException {
        Path whole = Files.createTempDirectory("journal-whole");
        try (Journal journal = Journals.open(whole)) {
            for (String text : List.of("a", "bb", "", "a longer one")) {
                Journals.append(journal, text);
            }
        }
        byte[] segment = Files.readAllBytes(Journals.segments(whole).getFirst());
        delete(whole);
        Fuzz.run("journal", List.of(segment, new byte[0]), 150, JournalFuzzTests::opensWhateverTheBytes);
    }

    private static void opensWhateverTheBytes(byte[] content) throws IOException {
        Path directory = Files.createTempDirectory("journal-fuzz");
        try {
            Files.write(SegmentFile.pathOf(directory, 0), content);
            try (Journal journal = Journals.open(directory)) {
                Journals.append(journal, "after");
                if (!Journals.texts(journal, 0).getLast().equals("after")) {
                    throw new AssertionError("the record appended is not the last one read");
                }
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
