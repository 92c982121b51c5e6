package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash, or a bad disk, at each byte leaves behind. */
class JournalCrashTests {
    private static final List<String> TEXTS = List.of("first", "the second, a little longer", "3rd");

    @TempDir
    Path directory;

    private Path whole;
    private byte[] bytes;
    private int lastRecordAt;

    @BeforeEach
    void threeRecords() throws IOException {
        whole = directory.resolve("whole");
        try (Journal journal = Journals.open(whole)) {
            TEXTS.forEach(text -> Journals.append(journal, text));
            lastRecordAt = SegmentFile.HEADER_BYTES
                    + (int) Journals.entries(journal, 0).get(2).offset();
        }
        bytes = Files.readAllBytes(Journals.segments(whole).getFirst());
    }

    @Test
    void opensAfterATruncationAtEveryByte() throws IOException {
        for (int length = 0; length < bytes.length; length++) {
            Path torn = directory.resolve("torn-" + length);
            writeSegment(torn, Arrays.copyOf(bytes, length));
            try (Journal journal = Journals.open(torn)) {
                List<String> kept = TEXTS.subList(0, wholeRecordsIn(length));
                assertThat(Journals.texts(journal, 0)).isEqualTo(kept);
                Journals.append(journal, "goes on");
            }
            try (Journal journal = Journals.open(torn)) {
                assertThat(journal.report().isClean()).isTrue();
                assertThat(Journals.texts(journal, 0)).endsWith("goes on").hasSize(wholeRecordsIn(length) + 1);
            }
        }
    }

    @Test
    void saysHowMuchOfATornTailItCut() throws IOException {
        for (int length = lastRecordAt; length < bytes.length; length++) {
            Path torn = directory.resolve("cut-" + length);
            writeSegment(torn, Arrays.copyOf(bytes, length));
            try (Journal journal = Journals.open(torn)) {
                assertThat(journal.report().cutBytes()).isEqualTo(length - lastRecordAt);
            }
        }
    }

    @Test
    void skipsARecordWithAnyByteChangedAndCountsTheLoss() throws IOException {
        int secondAt = SegmentFile.HEADER_BYTES + RecordFormat.HEADER_BYTES + "first".length();
        for (int at = secondAt; at < lastRecordAt; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 0x40;
            Path corrupt = directory.resolve("corrupt-" + at);
            writeSegment(corrupt, damaged);
            try (Journal journal = Journals.open(corrupt)) {
                assertThat(Journals.texts(journal, 0)).containsExactly("first", "3rd");
                assertThat(journal.report().lostBytes()).isEqualTo(lastRecordAt - secondAt);
                assertThat(journal.figures().lostBytes()).isEqualTo(lastRecordAt - secondAt);
                Journals.entries(journal, 0);
                assertThat(journal.figures().lostBytes()).isEqualTo(lastRecordAt - secondAt);
            }
        }
    }

    @Test
    void mendsATornSegmentHeader() throws IOException {
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 0, SegmentFile.HEADER_BYTES, (byte) 0);
        Path torn = directory.resolve("header");
        writeSegment(torn, damaged);
        try (Journal journal = Journals.open(torn)) {
            assertThat(Journals.texts(journal, 0)).isEqualTo(TEXTS);
        }
        assertThat(Files.readAllBytes(Journals.segments(torn).getFirst())).isEqualTo(bytes);
    }

    @Test
    void cutsATailOfZeroesThatAPowerCutLeft() throws IOException {
        Path zeroes = directory.resolve("zeroes");
        writeSegment(zeroes, Arrays.copyOf(bytes, bytes.length + 100_000));
        try (Journal journal = Journals.open(zeroes)) {
            assertThat(Journals.texts(journal, 0)).isEqualTo(TEXTS);
            assertThat(journal.report().cutBytes()).isEqualTo(100_000);
        }
    }

    private int wholeRecordsIn(int length) {
        int end = SegmentFile.HEADER_BYTES;
        int records = 0;
        for (String text : TEXTS) {
            end += RecordFormat.HEADER_BYTES + text.length();
            if (end > length) {
                break;
            }
            records++;
        }
        return records;
    }

    private void writeSegment(Path journal, byte[] segment) throws IOException {
        Journals.copy(whole, journal);
        Files.write(Journals.segments(journal).getFirst(), segment);
    }
}
