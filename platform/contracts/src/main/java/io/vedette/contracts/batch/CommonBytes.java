package io.vedette.contracts.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** What two names have in common. */
final class CommonBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private CommonBytes() {}

    /** How many bytes both begin with. */
    static int first(byte[] one, byte[] other) {
        int differ = Arrays.mismatch(one, other);
        return differ < 0 ? one.length : differ;
    }

    /**
     * How many bytes both end with.
     *
     * @param most not more than these; no more than either has
     */
    static int last(byte[] one, byte[] other, int most) {
        int same = 0;
        while (most - same >= Long.BYTES) {
            int at = same + Long.BYTES;
            long differ = (long) LONG.get(one, one.length - at) ^ (long) LONG.get(other, other.length - at);
            if (differ != 0) {
                return same + Long.numberOfLeadingZeros(differ) / Byte.SIZE;
            }
            same = at;
        }
        while (same < most && one[one.length - 1 - same] == other[other.length - 1 - same]) {
            same++;
        }
        return same;
    }
}
