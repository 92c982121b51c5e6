package io.vedette.broker.intake;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.RecordKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * When a push with an {@code Idempotency-Key} was first received. Its samples are journaled under that time however often it is sent, so that the repeat
 * window knows them again, sample by sample, also after a crash in the middle: the key stands in the journal before them.
 */
final class PushKeys {
    private static final int DIGEST_BYTES = 16;

    private final Journal journal;
    private final long windowMs;
    /** Oldest first; guarded by this. */
    private final Map<Key, Long> firstMs;

    private record Key(UUID check, long high, long low) {}

    PushKeys(Journal journal, Duration window, int maxEntries) {
        this.journal = journal;
        windowMs = window.toMillis();
        firstMs = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                return size() > maxEntries;
            }
        };
    }

    /** When a push with this key was first received, epoch ms: now, unless it is known. */
    long firstReceived(UUID check, String key, long nowMs) {
        Key wanted = keyOf(check, key);
        synchronized (this) {
            Long known = firstMs.get(wanted);
            if (known != null && nowMs - known <= windowMs) {
                return known;
            }
            firstMs.remove(wanted);
            firstMs.put(wanted, nowMs);
        }
        // Before the batches in the journal's queue: whoever finds them finds it. If it is refused, so are they.
        CompletableFuture<Long> ignored = journal.append(RecordKind.PUSH_KEY, encode(wanted, nowMs));
        return nowMs;
    }

    /** A record found in the journal. */
    synchronized void remember(byte[] record) {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        Key key = new Key(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), bytes.getLong());
        firstMs.putIfAbsent(key, bytes.getLong());
    }

    private static byte[] encode(Key key, long atMs) {
        return ByteBuffer.allocate(5 * Long.BYTES)
                .putLong(key.check().getMostSignificantBits())
                .putLong(key.check().getLeastSignificantBits())
                .putLong(key.high())
                .putLong(key.low())
                .putLong(atMs)
                .array();
    }

    private static Key keyOf(UUID check, String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bits = ByteBuffer.wrap(digest, 0, DIGEST_BYTES);
            return new Key(check, bits.getLong(), bits.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
