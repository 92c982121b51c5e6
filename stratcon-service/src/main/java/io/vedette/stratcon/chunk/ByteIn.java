package io.vedette.stratcon.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The reverse of {@link ByteOut}. Throws {@link DamagedChunkException} at the end of the bytes. Belongs to one thread. */
final class ByteIn {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;
    private long bits;
    private int bitCount;

    ByteIn(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        at = from;
    }

    int u8() {
        if (at >= end) {
            throw new DamagedChunkException("the chunk ends early");
        }
        return bytes[at++] & 0xFF;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new DamagedChunkException("a number is longer than any");
    }

    /** A count of things that each take at least a bit, or a few bytes together. */
    int count(int most) {
        long value = varint();
        if (value < 0 || value > most) {
            throw new DamagedChunkException(value + " things, at most " + most);
        }
        return (int) value;
    }

    byte[] raw(int length) {
        if (length > end - at) {
            throw new DamagedChunkException("the chunk ends early");
        }
        byte[] some = new byte[length];
        System.arraycopy(bytes, at, some, 0, length);
        at += length;
        return some;
    }

    long bits(int count) {
        fill(count);
        long value = bits & ((1L << count) - 1);
        bits >>>= count;
        bitCount -= count;
        return value;
    }

    /** How many ones stand before the next zero, which is taken too; at most {@code most}, after which no zero is expected. */
    int ones(int most) {
        if (bitCount <= most) {
            fillAll();
        }
        int ones = Math.min(most, Long.numberOfTrailingZeros(~bits));
        int taken = ones == most ? ones : ones + 1;
        if (taken > bitCount) {
            throw new DamagedChunkException("the chunk ends early");
        }
        bits >>>= taken;
        bitCount -= taken;
        return ones;
    }

    void endBits() {
        at -= bitCount / 8;
        bits = 0;
        bitCount = 0;
    }

    boolean isAtEnd() {
        return at == end;
    }

    private void fill(int count) {
        if (bitCount < count) {
            fillAll();
            if (bitCount < count) {
                throw new DamagedChunkException("the chunk ends early");
            }
        }
    }

    /** At least 57 bits, or all there are. */
    private void fillAll() {
        if (end - at >= Long.BYTES) {
            bits |= (long) LONGS.get(bytes, at) << bitCount;
            int taken = (Long.SIZE - 1 - bitCount) >> 3;
            at += taken;
            bitCount += 8 * taken;
            bits &= bitCount == Long.SIZE ? -1L : (1L << bitCount) - 1;
            return;
        }
        while (bitCount <= 56 && at < end) {
            bits |= (bytes[at++] & 0xFFL) << bitCount;
            bitCount += 8;
        }
    }
}
