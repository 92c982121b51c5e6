package io.vedette.broker.intake;

import java.util.Arrays;

/**
 * Hashes in the order in which they came, and a set of them as soon as somebody looks for one: who writes only pays for writing. Not safe for threads.
 */
final class HashLog {
    private static final int FIRST_SIZE = 1 << 8;

    private final HashSet64 looked = new HashSet64();
    private long[] unlooked = new long[FIRST_SIZE];
    private int size;

    void add(long hash) {
        if (size == unlooked.length) {
            unlooked = Arrays.copyOf(unlooked, size * 2);
        }
        unlooked[size++] = hash;
    }

    boolean contains(long hash) {
        for (int i = 0; i < size; i++) {
            looked.add(unlooked[i]);
        }
        if (size > FIRST_SIZE) {
            unlooked = new long[FIRST_SIZE];
        }
        size = 0;
        return looked.contains(hash);
    }

    int size() {
        return looked.size() + size;
    }
}
