package io.vedette.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is appended, reopened, torn off and damaged: acknowledged and undamaged records stay, in order, under their offsets. */
class JournalPropertyTests {
    @TempDir
    Path directory;

    private final Map<Long, byte[]> acknowledged = new TreeMap<>();

    @RepeatedTest(25)
    void keepsWhatItAcknowledged(RepetitionInfo repetition) throws IOException {
        long seed = Long.getLong("vedette.seed", System.nanoTime()) + repetition.getCurrentRepetition();
        System.out.println("journal property seed " + seed + " (run again with -Dvedette.seed)");
        Random random = new Random(seed);
        JournalOptions options = Journals.options(1 + random.nextInt(20_000), Duration.ofHours(1));
        for (int round = 0; round < 6; round++) {
            try (Journal journal = Journals.open(directory, options)) {
                assertHoldsWhatWasAcknowledged(journal, random);
                append(journal, random);
            }
            switch (random.nextInt(3)) {
                case 0 -> leaveTornTail(random);
                case 1 -> damageOne(random);
                default -> assertThat(acknowledged).isNotNull();
            }
        }
        try (Journal journal = Journals.open(directory, options)) {
            assertHoldsWhatWasAcknowledged(journal, random);
        }
    }

    private void append(Journal journal, Random random) {
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            byte[] payload = new byte[random.nextInt(random.nextInt(20) == 0 ? 200_000 : 500)];
            random.nextBytes(payload);
            acknowledged.put(journal.append(RecordKind.BATCH, payload).join(), payload);
        }
    }

    private void assertHoldsWhatWasAcknowledged(Journal journal, Random random) throws IOException {
        long from = acknowledged.keySet().stream()
                .skip(random.nextInt(acknowledged.size() + 1))
                .findFirst()
                .orElse(0L);
        Map<Long, byte[]> read = new TreeMap<>();
        long expected = from;
        for (JournalEntry entry : Journals.entries(journal, from)) {
            assertThat(entry.offset()).isEqualTo(expected);
            expected = entry.nextOffset();
            if (entry instanceof Stored record) {
                read.put(record.offset(), record.payload());
            }
        }
        assertThat(expected).isEqualTo(Math.max(journal.end(), from));
        Map<Long, byte[]> wanted = new TreeMap<>(acknowledged);
        wanted.keySet().removeIf(offset -> offset < from);
        assertThat(read.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((offset, payload) -> assertThat(read.get(offset)).isEqualTo(payload));
    }

    /** A record that was being written when the process died, up to any byte of it. */
    private void leaveTornTail(Random random) throws IOException {
        Path newest = Journals.segments(directory).getLast();
        long offset = SegmentFile.baseOf(newest) + Files.size(newest) - SegmentFile.HEADER_BYTES;
        byte[] payload = new byte[random.nextInt(3000)];
        random.nextBytes(payload);
        ByteBuffer record = ByteBuffer.allocate(RecordFormat.sizeOf(payload));
        RecordFormat.write(record, offset, 0, RecordKind.BATCH, payload);
        record.flip().limit(random.nextInt(record.capacity()));
        try (FileChannel file = FileChannel.open(newest, StandardOpenOption.APPEND)) {
            file.write(record);
        }
    }

    /** Turns bytes of one record that is not the last of the newest segment. */
    private void damageOne(Random random) throws IOException {
        long last = acknowledged.keySet().stream().reduce(-1L, Math::max);
        long[] candidates = acknowledged.keySet().stream()
                .mapToLong(Long::longValue)
                .filter(offset -> offset != last)
                .toArray();
        if (candidates.length == 0) {
            return;
        }
        long victim = candidates[random.nextInt(candidates.length)];
        int size = RecordFormat.HEADER_BYTES + java.util.Objects.requireNonNull(acknowledged.remove(victim)).length;
        Path segment = Journals.segments(directory).stream()
                .filter(file -> SegmentFile.baseOf(file) <= victim)
                .reduce((a, b) -> b)
                .orElseThrow();
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = SegmentFile.HEADER_BYTES + victim - SegmentFile.baseOf(segment) + random.nextInt(size);
            ByteBuffer one = ByteBuffer.allocate(1);
            file.read(one, at);
            one.put(0, (byte) (one.get(0) ^ (1 + random.nextInt(255)))).flip();
            file.write(one, at);
        }
    }
}
