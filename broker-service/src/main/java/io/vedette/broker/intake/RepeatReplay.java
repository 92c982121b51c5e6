package io.vedette.broker.intake;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalCursor;
import io.vedette.broker.journal.JournalEntry;
import io.vedette.broker.journal.JournalEntry.Stored;
import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Fills the repeat window at start from the journal, so that a restart forgets nothing that was acknowledged. */
final class RepeatReplay {

    private RepeatReplay() {}

    static RepeatWindow rebuild(Journal journal, PushKeys keys, IntakeSettings settings, Clock clock) {
        RepeatWindow window = new RepeatWindow(settings.repeatWindow(), settings.repeatEntries());
        Instant since = clock.instant().minus(settings.repeatWindow());
        try (JournalCursor cursor = journal.readSince(since)) {
            for (Optional<JournalEntry> entry = cursor.next(); entry.isPresent(); entry = cursor.next()) {
                if (entry.get() instanceof Stored record && record.journaledMs() >= since.toEpochMilli()) {
                    if (record.kind() == RecordKind.TIMED_BATCH) {
                        remember(record, window);
                    } else if (record.kind() == RecordKind.PUSH_KEY) {
                        keys.remember(record.payload());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the journal for what was sent before", e);
        }
        return window;
    }

    private static void remember(Stored record, RepeatWindow window) {
        try {
            BatchReader batch = new BatchReader(record.payload());
            UUID check = batch.check();
            while (batch.nextStream()) {
                String name = batch.name();
                long stream = SampleHash.ofStream(check, new KnownStream(name));
                while (batch.nextSample()) {
                    long hash = SampleHash.of(stream, Sample.of(batch, name));
                    window.remember(stream, batch.timeMs(), hash, record.journaledMs());
                }
            }
        } catch (MalformedBatchException e) {
            // A record with a good checksum that is no batch: nothing in it can be sent again as a batch.
            return;
        }
    }
}
