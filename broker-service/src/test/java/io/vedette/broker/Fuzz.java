package io.vedette.broker;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Throws mutations of a corpus at a target for a bounded number of rounds, the seed printed. It runs with every test; the same targets run
 * coverage-guided under Jazzer in the long profile.
 */
public final class Fuzz {

    /** What is fuzzed; any throwable but an expected refusal is a finding. */
    @FunctionalInterface
    public interface Target {
        void accept(byte[] input) throws Exception;
    }

    private Fuzz() {}

    /**
     * @param name printed with the seed, which {@code -Dvedette.seed} sets
     */
    public static void run(String name, List<byte[]> corpus, int rounds, Target target) {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println(name + " fuzz seed " + seed + " (run again with -Dvedette.seed)");
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] input = round < corpus.size()
                    ? corpus.get(round)
                    : mutate(corpus.get(random.nextInt(corpus.size())), corpus, random);
            try {
                target.accept(input);
            } catch (Exception | Error e) {
                throw new AssertionError(name + " with seed " + seed + ", round " + round + ": " + printable(input), e);
            }
        }
    }

    private static byte[] mutate(byte[] input, List<byte[]> corpus, Random random) {
        byte[] mutant = input.clone();
        int times = 1 + random.nextInt(6);
        for (int i = 0; i < times; i++) {
            mutant = switch (random.nextInt(5)) {
                case 0 -> flip(mutant, random);
                case 1 -> Arrays.copyOf(mutant, random.nextInt(mutant.length + 1));
                case 2 -> repeat(mutant, random);
                case 3 -> cross(mutant, corpus.get(random.nextInt(corpus.size())), random);
                default -> cross(mutant, noise(random), random);
            };
        }
        return mutant;
    }

    private static byte[] flip(byte[] bytes, Random random) {
        if (bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] repeat(byte[] bytes, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(bytes.length - from + 1);
        return join(bytes, to, Arrays.copyOfRange(bytes, from, to), 0, bytes, to);
    }

    private static byte[] cross(byte[] bytes, byte[] other, Random random) {
        int cut = random.nextInt(bytes.length + 1);
        return join(bytes, cut, other, random.nextInt(other.length + 1), bytes, cut + (bytes.length - cut) / 2);
    }

    private static byte[] join(byte[] head, int headTo, byte[] middle, int middleFrom, byte[] tail, int tailFrom) {
        byte[] out = Arrays.copyOf(head, headTo + middle.length - middleFrom + tail.length - tailFrom);
        System.arraycopy(middle, middleFrom, out, headTo, middle.length - middleFrom);
        System.arraycopy(tail, tailFrom, out, headTo + middle.length - middleFrom, tail.length - tailFrom);
        return out;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(32)];
        random.nextBytes(noise);
        return noise;
    }

    private static String printable(byte[] input) {
        StringBuilder out = new StringBuilder();
        for (byte b : input) {
            out.append(b >= 0x20 && b < 0x7f ? String.valueOf((char) b) : String.format("\\x%02x", b));
        }
        return out.toString();
    }
}
