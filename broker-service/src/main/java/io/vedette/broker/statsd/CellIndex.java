package io.vedette.broker.statsd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cells by the bytes their lines began with, for those seen before; full, it begins anew. Guarded by its accumulator's period. */
final class CellIndex {
    private static final int FIRST_PLACES = 1 << 8;
    private static final int MOST_PLACES = 1 << 19;

    private @Nullable Entry[] places = new @Nullable Entry[FIRST_PLACES];
    private int used;

    private record Entry(long hash, byte[] raw, int keyLength, Cell cell) {}

    @Nullable
    Cell find(PlainLine line) {
        int place = place(line.hash());
        for (Entry entry = places[place]; entry != null; entry = places[place]) {
            if (entry.hash == line.hash() && line.isOf(entry.cell.kind()) && line.isRaw(entry.raw, entry.keyLength)) {
                return entry.cell;
            }
            place = (place + 1) & (places.length - 1);
        }
        return null;
    }

    /** Adds one that is not there. */
    void add(PlainLine line, Cell cell) {
        if (used >= places.length / 2) {
            grow();
        }
        put(new Entry(line.hash(), line.raw(), line.keyLength(), cell));
    }

    void clear() {
        Arrays.fill(places, null);
        used = 0;
    }

    private void grow() {
        @Nullable Entry[] before = places;
        used = 0;
        if (before.length >= MOST_PLACES) {
            places = new @Nullable Entry[FIRST_PLACES];
            return;
        }
        places = new @Nullable Entry[before.length * 4];
        for (Entry entry : before) {
            if (entry != null) {
                put(entry);
            }
        }
    }

    private void put(Entry entry) {
        int place = place(entry.hash);
        while (places[place] != null) {
            place = (place + 1) & (places.length - 1);
        }
        places[place] = entry;
        used++;
    }

    private int place(long hash) {
        return (int) ((hash * 0x9e3779b97f4a7c15L) >>> 32) & (places.length - 1);
    }
}
