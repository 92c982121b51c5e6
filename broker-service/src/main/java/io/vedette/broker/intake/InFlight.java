package io.vedette.broker.intake;

import org.jspecify.annotations.Nullable;

/** Hashes on their way to the disk, each with the claim that carries it: open addressing without a box per hash. Not guarded. */
final class InFlight {
    private static final int FIRST_PLACES = 1 << 8;

    private long[] keys = new long[FIRST_PLACES];
    private RepeatWindow.@Nullable Claim[] claims = new RepeatWindow.@Nullable Claim[FIRST_PLACES];
    private int size;

    RepeatWindow.@Nullable Claim get(long hash) {
        return claims[place(hash)];
    }

    /** Adds one that is not there. */
    void put(long hash, RepeatWindow.Claim claim) {
        if (2 * size >= keys.length) {
            grow();
        }
        int place = place(hash);
        size += claims[place] == null ? 1 : 0;
        keys[place] = hash;
        claims[place] = claim;
    }

    void remove(long hash) {
        int hole = place(hash);
        if (claims[hole] == null) {
            return;
        }
        size--;
        claims[hole] = null;
        // Those behind it move up, so that nobody is looked for across a hole.
        int mask = keys.length - 1;
        for (int at = (hole + 1) & mask; claims[at] != null; at = (at + 1) & mask) {
            int home = home(keys[at]);
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                keys[hole] = keys[at];
                claims[hole] = claims[at];
                claims[at] = null;
                hole = at;
            }
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        RepeatWindow.@Nullable Claim[] oldClaims = claims;
        keys = new long[oldKeys.length * 2];
        claims = new RepeatWindow.@Nullable Claim[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldClaims[i] != null) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                claims[place] = oldClaims[i];
            }
        }
    }

    /** Where it stands, or where it would. */
    private int place(long hash) {
        int mask = keys.length - 1;
        int place = home(hash);
        while (claims[place] != null && keys[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private int home(long hash) {
        return (int) (hash ^ (hash >>> 32)) & (keys.length - 1);
    }
}
