package io.vedette.stratcon.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LongColumnTests {

    @RepeatedTest(20)
    void anyStretchOfAColumnIsThatOfTheWhole() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        int count = 1 + random.nextInt(1_500);
        for (int shape = 0; shape < 6; shape++) {
            long[] column = new long[count];
            Arrays.setAll(column, column(shape, random));
            ByteOut out = new ByteOut();
            LongColumn.write(out, column);
            for (int round = 0; round < 20; round++) {
                int from = random.nextInt(count + 1);
                int until = from + random.nextInt(count - from + 1);
                assertThat(read(out, count, from, until))
                        .as("shape " + shape + ", -Dvedette.seed=" + seed)
                        .containsExactly(Arrays.copyOfRange(column, from, until));
            }
        }
    }

    /** None of ours writes them so: raised, they are never wider. */
    @Test
    void differencesOfOneWidthAreReadFromAnywhereAlsoWhenTheyAreZigzagged() {
        long[] differences = {3, -4, 0, 7, -8, 5};
        ByteOut out = new ByteOut();
        out.u8(1 | 4 | Packed.FIXED.code() << 3);
        out.varint(LongColumn.zigzag(100));
        out.varint(10);
        Packed.FIXED.write(
                out, Arrays.stream(differences).map(LongColumn::zigzag).toArray());
        assertThat(read(out, 7, 0, 7)).containsExactly(100, 130, 90, 90, 160, 80, 130);
        assertThat(read(out, 7, 3, 6)).containsExactly(90, 160, 80);
    }

    private static IntToLongFunction column(int shape, Random random) {
        long base = random.nextLong(-500, 500);
        long[] walk = {base};
        return switch (shape) {
            case 0 -> i -> i == 0 ? base : 77;
            case 1 -> i -> base + 10L * i;
            case 2 -> i -> walk[0] += random.nextInt(256) - 128;
            case 3 -> i -> base + 3L * random.nextInt(256);
            case 4 -> i -> walk[0] += i % 100 == 0 ? 5 : 2;
            default -> i -> walk[0] += (long) Math.abs(random.nextGaussian() * 9);
        };
    }

    private static long[] read(ByteOut out, int count, int from, int until) {
        ByteIn in = new ByteIn(out.toBytes(), 0, out.size());
        long[] some = LongColumn.read(in, count, from, until);
        assertThat(in.isAtEnd()).isTrue();
        return some;
    }
}
