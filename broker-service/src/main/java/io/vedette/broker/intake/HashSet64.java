package io.vedette.broker.intake;

import java.util.Arrays;

/** A set of 64-bit hashes in one array, open addressing. 0 stands for an empty place and is kept as 1. Not safe for threads. */
final class HashSet64 {
    private long[] places = new long[64];
    private int size;

    boolean contains(long hash) {
        long wanted = hash == 0 ? 1 : hash;
        return places[placeOf(wanted)] == wanted;
    }

    void add(long hash) {
        long value = hash == 0 ? 1 : hash;
        int place = placeOf(value);
        if (places[place] == value) {
            return;
        }
        places[place] = value;
        size++;
        if (size * 3L > places.length * 2L) {
            grow();
        }
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] old = places;
        places = new long[old.length * 2];
        Arrays.stream(old).filter(value -> value != 0).forEach(value -> places[placeOf(value)] = value);
    }

    private int placeOf(long value) {
        int mask = places.length - 1;
        int place = (int) (value ^ (value >>> 32)) & mask;
        while (places[place] != 0 && places[place] != value) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
