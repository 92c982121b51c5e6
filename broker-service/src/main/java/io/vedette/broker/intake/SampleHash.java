package io.vedette.broker.intake;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * 64 bits that tell a timestamped sample from any other: of check, name, time, type and value. Seeded anew in each process, so that nobody can choose
 * samples that look alike.
 */
final class SampleHash {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final long seed;

    SampleHash() {
        seed = ThreadLocalRandom.current().nextLong();
    }

    long of(UUID check, Sample sample) {
        return of(check, sample, of(sample.name()));
    }

    /** Of a name alone. */
    long of(String name) {
        return mix(seed, name);
    }

    /** The same for a sample whose name's hash is known. */
    long of(UUID check, Sample sample, long nameHash) {
        long hash = mix(mix(nameHash, check.getMostSignificantBits()), check.getLeastSignificantBits());
        hash = mix(mix(hash, sample.timeMs()), sample.type().code() + (sample.missing() ? 0x100 : 0));
        byte[] histogram = sample.histogram();
        if (histogram != null) {
            return mix(hash, histogram);
        }
        String text = sample.text();
        return text == null ? mix(hash, sample.bits()) : mix(hash, text);
    }

    private static long mix(long hash, byte[] bytes) {
        long mixed = hash;
        for (byte b : bytes) {
            mixed = mix(mixed, b);
        }
        return mix(mixed, bytes.length);
    }

    private static long mix(long hash, String text) {
        long mixed = hash;
        int i = 0;
        for (; i + 4 <= text.length(); i += 4) {
            mixed = mix(
                    mixed,
                    text.charAt(i)
                            | (long) text.charAt(i + 1) << 16
                            | (long) text.charAt(i + 2) << 32
                            | (long) text.charAt(i + 3) << 48);
        }
        for (; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mix(mixed, text.length());
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * MULTIPLIER;
        mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 32);
    }
}
