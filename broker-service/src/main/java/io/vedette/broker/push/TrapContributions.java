package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MalformedBatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Pushed values in the journal that are no samples yet: u64 check uuid twice, u64 key of the period, u64 its end (epoch ms), u8 the way, a batch. A
 * record without a batch says that the period's values are in the journal. The head is that of statsd's contributions; the keys are below zero, and so
 * never one of theirs; running totals have no period and the lowest key.
 */
@Component
class TrapContributions {
    private static final int HEAD_BYTES = 4 * Long.BYTES;
    private static final long TOTALS_KEY = Long.MIN_VALUE;
    private static final int PIECE_CHARS = 128 * 1024;
    private static final Way[] WAYS = Way.values();

    private final Journal journal;

    TrapContributions(Journal journal) {
        this.journal = journal;
    }

    /** What is done with the values; the code stands on disk. */
    enum Way {
        LAST(0),
        AVERAGED(1),
        /** To the running total. */
        ADDED(2),
        /** Its sender gave the time: it is not added when it is sent again. */
        ADDED_TIMED(3),
        /** What the running totals are. */
        TOTALS(4);

        private final int code;

        Way(int code) {
            this.code = code;
        }
    }

    /** One record. */
    record Contribution(UUID check, long key, long endMs, Way way, List<Sample> samples) {}

    /** Ends when it is on the disk. */
    CompletableFuture<Long> took(UUID check, TrapPeriod period, List<Sample> samples, boolean averaged, long nowMs) {
        return append(check, period.key(), period.endMs(), averaged ? Way.AVERAGED : Way.LAST, samples, nowMs);
    }

    /** The values of the period are in the journal. */
    CompletableFuture<Long> ended(UUID check, TrapPeriod period) {
        byte[] record = new byte[HEAD_BYTES];
        head(record, check, period.key(), period.endMs());
        return journal.append(RecordKind.CONTRIBUTION, record);
    }

    /** Ends when all are on the disk. */
    CompletableFuture<?> added(UUID check, List<Sample> samples, long nowMs) {
        List<Sample> timed = samples.stream().filter(Sample::timed).toList();
        List<Sample> untimed =
                samples.stream().filter(sample -> !sample.timed()).toList();
        return CompletableFuture.allOf(
                added(check, Way.ADDED_TIMED, timed, nowMs), added(check, Way.ADDED, untimed, nowMs));
    }

    private CompletableFuture<?> added(UUID check, Way way, List<Sample> samples, long nowMs) {
        return samples.isEmpty()
                ? CompletableFuture.completedFuture(0L)
                : append(check, TOTALS_KEY, 0, way, samples, nowMs);
    }

    /** Ends when all are on the disk; each record stands for itself. */
    CompletableFuture<?> totals(UUID check, List<Sample> totals, long nowMs) {
        List<CompletableFuture<?>> appends = new ArrayList<>();
        int from = 0;
        int chars = 0;
        for (int i = 0; i < totals.size(); i++) {
            chars += totals.get(i).heft();
            if (chars >= PIECE_CHARS || i == totals.size() - 1) {
                appends.add(append(check, TOTALS_KEY, 0, Way.TOTALS, totals.subList(from, i + 1), nowMs));
                from = i + 1;
                chars = 0;
            }
        }
        return CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Long> append(
            UUID check, long key, long endMs, Way way, List<Sample> samples, long nowMs) {
        byte[] batch = batch(check, samples, nowMs);
        byte[] record = new byte[HEAD_BYTES + 1 + batch.length];
        head(record, check, key, endMs).put((byte) way.code).put(batch);
        return journal.append(RecordKind.CONTRIBUTION, record);
    }

    /** Values of periods of the last while before the process began, those whose values are not in the journal, in the order in which they were taken. */
    List<Contribution> open(Duration span) {
        Set<Long> ended = new HashSet<>();
        List<Contribution> all = new ArrayList<>();
        read(span, (key, record) -> {
            if (key == TOTALS_KEY) {
                return;
            }
            if (record.remaining() == HEAD_BYTES) {
                ended.add(key);
            } else {
                decode(record).ifPresent(all::add);
            }
        });
        all.removeIf(one -> ended.contains(one.key()));
        return all;
    }

    /** Hands on what was added to running totals in the last while before the process began, and what they were, in order. */
    void totalsFound(Duration span, Consumer<Contribution> each) {
        read(span, (key, record) -> {
            if (key == TOTALS_KEY) {
                decode(record).ifPresent(each);
            }
        });
    }

    private interface Each {
        void record(long key, ByteBuffer record);
    }

    private void read(Duration span, Each each) {
        try (JournalCursor cursor = journal.readSince(journal.foundUntil().minus(span))) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                if (entry.get() instanceof Stored record && record.kind() == RecordKind.CONTRIBUTION) {
                    ByteBuffer bytes = ByteBuffer.wrap(record.payload());
                    long key = bytes.getLong(2 * Long.BYTES);
                    if (key < 0) {
                        each.record(key, bytes);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal for what was pushed", e);
        }
    }

    /** Empty for a record with a good checksum that is no batch: nothing can be made of it. */
    private static Optional<Contribution> decode(ByteBuffer bytes) {
        UUID check = new UUID(bytes.getLong(), bytes.getLong());
        long key = bytes.getLong();
        long endMs = bytes.getLong();
        int way = bytes.get();
        if (way < 0 || way >= WAYS.length) {
            return Optional.empty();
        }
        byte[] batch = new byte[bytes.remaining()];
        bytes.get(batch);
        try {
            return Optional.of(new Contribution(check, key, endMs, WAYS[way], samples(batch)));
        } catch (MalformedBatchException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer head(byte[] record, UUID check, long key, long endMs) {
        return ByteBuffer.wrap(record)
                .putLong(check.getMostSignificantBits())
                .putLong(check.getLeastSignificantBits())
                .putLong(key)
                .putLong(endMs);
    }

    private static byte[] batch(UUID check, List<Sample> samples, long nowMs) {
        BatchWriter writer = new BatchWriter().begin(check, 0, 0, BatchKind.PERIOD, nowMs);
        for (Sample sample : samples) {
            writer.stream(sample.name());
            sample.writeTo(writer);
        }
        return writer.toBytes();
    }

    private static List<Sample> samples(byte[] bytes) {
        BatchReader batch = new BatchReader(bytes);
        List<Sample> samples = new ArrayList<>();
        while (batch.nextStream()) {
            while (batch.nextSample()) {
                samples.add(Sample.of(batch, batch.name()));
            }
        }
        return samples;
    }
}
