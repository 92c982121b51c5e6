package io.vedette.broker.intake;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * 64 bits that tell a timestamped sample from any other: of check, name, time, type and value. Seeded anew in each process, so that nobody can choose
 * samples that look alike.
 */
final class SampleHash {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private static final long SEED = ThreadLocalRandom.current().nextLong();

    private SampleHash() {}

    /** Of a name alone. */
    static long ofName(String name) {
        return mix(SEED, name);
    }

    /** Of a check's stream. */
    static long ofStream(UUID check, KnownStream stream) {
        return mix(mix(stream.hash(), check.getMostSignificantBits()), check.getLeastSignificantBits());
    }

    /** Of a sample of the stream that has this hash. */
    static long of(long stream, Sample sample) {
        long hash = mix(mix(stream, sample.timeMs()), sample.type().code() + (sample.missing() ? 0x100 : 0));
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
