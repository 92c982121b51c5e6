package io.vedette.stratcon.rollup;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.StreamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Streams drawn lately, found by the bytes of their names, which are neither decoded nor kept twice then. Streams mostly come in the order in which they came
 * before, so each knows the one after it. It stays as large as it was made: who finds no room takes another's. Safe for many threads: who sees another's entry
 * sees all of it that matters.
 */
public final class StreamNames {
    private static final int WAYS = 8;

    private final int[] hashes;
    private final @Nullable Known[] known;
    private final int mask;

    /**
     * @param streams that it has room for, a power of two
     */
    public StreamNames(int streams) {
        if (Integer.bitCount(streams) != 1) {
            throw new IllegalArgumentException(streams + " is no power of two");
        }
        int room = Math.max(WAYS, streams);
        hashes = new int[room];
        known = new Known[room];
        mask = room / WAYS - 1;
    }

    /** A stream that was drawn. */
    static final class Known {
        private final UUID check;
        private final byte[] utf8;
        private final StreamId stream;
        private final boolean storable;
        /** The one that came after it last. */
        private @Nullable Known next;
        /** Has no room any more and leads to none, so that no more of these are held than twice as many as there is room for. */
        private boolean lost;
        /** Where it stood in a fold that had it; in another it may stand elsewhere. */
        private int place;

        private Known(UUID check, BatchReader batch) {
            this.check = check;
            utf8 = batch.nameBytes();
            stream = new StreamId(check, batch.name());
            storable = stream.name().indexOf('\0') < 0;
        }

        StreamId stream() {
            return stream;
        }

        /** Whether a store can have it: Postgres takes no NUL. */
        boolean isStorable() {
            return storable;
        }

        int place() {
            return place;
        }

        void standsAt(int here) {
            place = here;
        }

        private boolean isOf(BatchReader batch) {
            return batch.nameIs(utf8) && check.equals(batch.check());
        }

        private void leadsTo(Known other) {
            if (!lost) {
                next = other;
            }
        }

        private void lose() {
            lost = true;
            next = null;
        }
    }

    /**
     * The batch's present stream.
     *
     * @param before of the one that was drawn before it
     */
    Known of(BatchReader batch, @Nullable Known before) {
        Known guess = before == null ? null : before.next;
        if (guess != null && !guess.lost && guess.isOf(batch)) {
            return guess;
        }
        Known found = find(batch, before);
        if (before != null) {
            before.leadsTo(found);
        }
        return found;
    }

    private Known find(BatchReader batch, @Nullable Known before) {
        int hash = batch.nameHash() ^ batch.check().hashCode();
        int first = ((hash ^ hash >>> Short.SIZE) & mask) * WAYS;
        int room = first + (hash >>> Short.SIZE) % WAYS;
        for (int way = first; way < first + WAYS; way++) {
            Known one = known[way];
            if (one == null) {
                room = way;
                break;
            }
            if (hashes[way] == hash && one.isOf(batch)) {
                return one;
            }
        }
        return make(batch, before, hash, room);
    }

    private Known make(BatchReader batch, @Nullable Known before, int hash, int room) {
        // Most streams of a check then have the very same one, which is at hand when they are compared.
        UUID check = before != null && before.check.equals(batch.check()) ? before.check : batch.check();
        Known made = new Known(check, batch);
        Known displaced = known[room];
        if (displaced != null) {
            displaced.lose();
        }
        hashes[room] = hash;
        known[room] = made;
        return made;
    }
}
