package io.vedette.broker.statsd;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * What open periods came to, in the journal: u64 check uuid twice, u64 key of the period, u64 its end (epoch ms), then the streams that changed as {@link
 * Cell} writes them, or, as long ago, the lines as they came. A record of the head alone says that the period's values are in the journal.
 */
@Component
final class Contributions {
    private static final int HEAD_BYTES = 4 * Long.BYTES;

    private final Journal journal;

    Contributions(Journal journal) {
        this.journal = journal;
    }

    /** One record. */
    record Contribution(UUID check, long key, long endMs, byte[] lines) {

        boolean isEnd() {
            return lines.length == 0;
        }

        /** Whether these are streams, not lines. */
        boolean isStreams() {
            return lines[0] >= 0 && lines[0] < ' ';
        }

        String[] split() {
            return new String(lines, StandardCharsets.UTF_8).split("\n", -1);
        }
    }

    /** What became of periods, as the journal tells it: which ended, and which values of the others it holds already. */
    record Known(Set<Long> ended, Map<UUID, Map<Long, Set<String>>> journaled) {

        Set<String> journaledAt(UUID check, long timeMs) {
            return journaled.getOrDefault(check, Map.of()).getOrDefault(timeMs, Set.of());
        }
    }

    /** Streams of a period came to this. */
    CompletableFuture<Long> changed(UUID check, long key, long endMs, byte[] streams) {
        return append(check, key, endMs, streams);
    }

    /** The values of the period are in the journal. */
    void ended(UUID check, long key, long endMs) {
        CompletableFuture<Long> ignored = append(check, key, endMs, new byte[0]);
    }

    private CompletableFuture<Long> append(UUID check, long key, long endMs, byte[] lines) {
        ByteBuffer payload = ByteBuffer.allocate(HEAD_BYTES + lines.length)
                .putLong(check.getMostSignificantBits())
                .putLong(check.getLeastSignificantBits())
                .putLong(key)
                .putLong(endMs)
                .put(lines);
        return journal.append(RecordKind.CONTRIBUTION, payload.array());
    }

    /** Reads on from {@code since} what is known of the periods of these checks. */
    Known known(Set<UUID> checks, Instant since) {
        Set<Long> ended = new HashSet<>();
        Map<UUID, Map<Long, Set<String>>> journaled = new HashMap<>();
        read(since, record -> {
            if (record.kind() == RecordKind.CONTRIBUTION) {
                Contribution one = decode(record.payload());
                if (one.isEnd()) {
                    ended.add(one.key());
                    journaled.getOrDefault(one.check(), new HashMap<>()).remove(one.endMs());
                }
            } else if (record.kind() == RecordKind.BATCH) {
                note(record.payload(), checks, journaled);
            }
        });
        return new Known(ended, journaled);
    }

    /** Hands on every contribution with lines since then, in the order in which they were taken. */
    void replay(Instant since, Replay replay) {
        read(since, record -> {
            if (record.kind() == RecordKind.CONTRIBUTION) {
                Contribution one = decode(record.payload());
                if (!one.isEnd()) {
                    replay.take(one, record.journaledMs());
                }
            }
        });
    }

    /** Takes one contribution. */
    @FunctionalInterface
    interface Replay {
        void take(Contribution contribution, long journaledMs);
    }

    private interface Each {
        void record(Stored record);
    }

    private void read(Instant since, Each each) {
        try (JournalCursor cursor = journal.readSince(since)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                if (entry.get() instanceof Stored record && record.journaledMs() >= since.toEpochMilli()) {
                    each.record(record);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal for open periods", e);
        }
    }

    private static void note(byte[] payload, Set<UUID> checks, Map<UUID, Map<Long, Set<String>>> journaled) {
        try {
            BatchReader batch = new BatchReader(payload);
            if (!checks.contains(batch.check())) {
                return;
            }
            while (batch.nextStream()) {
                String name = batch.name();
                while (batch.nextSample()) {
                    journaled
                            .computeIfAbsent(batch.check(), check -> new HashMap<>())
                            .computeIfAbsent(batch.timeMs(), time -> new HashSet<>())
                            .add(name);
                }
            }
        } catch (MalformedBatchException e) {
            // No values of a period.
        }
    }

    private static Contribution decode(byte[] payload) {
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        UUID check = new UUID(bytes.getLong(), bytes.getLong());
        long key = bytes.getLong();
        long endMs = bytes.getLong();
        byte[] lines = new byte[bytes.remaining()];
        bytes.get(lines);
        return new Contribution(check, key, endMs, lines);
    }
}
