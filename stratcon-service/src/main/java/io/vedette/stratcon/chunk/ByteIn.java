package io.vedette.stratcon.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The reverse of {@link ByteOut}. Throws {@link DamagedChunkException} at the end of the bytes. Belongs to one thread. */
final class ByteIn {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final int AT_LEAST_BITS = 57;

    private final byte[] bytes;
    private final int end;
    private int at;

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

    /** The next bytes alone. */
    ByteIn part(int length) {
        if (length > end - at) {
            throw new DamagedChunkException("the chunk ends early");
        }
        return new ByteIn(bytes, at, at + length);
    }

    /** Steps over some bytes. */
    void skip(int length) {
        if (length > end - at) {
            throw new DamagedChunkException("the chunk ends early");
        }
        at += length;
    }

    /** Where bits begin that stand next. Whoever reads them keeps the place, and says at last where they ended. */
    long bit() {
        return 8L * at;
    }

    /** At least {@value #AT_LEAST_BITS} bits from a place on; behind the end anything. */
    long bits(long bit) {
        int from = (int) (bit >>> 3);
        if (from <= bytes.length - Long.BYTES) {
            return (long) LONGS.get(bytes, from) >>> (bit & 7);
        }
        long last = 0;
        for (int i = bytes.length - 1; i >= from; i--) {
            last = last << 8 | (bytes[i] & 0xFF);
        }
        return last >>> (bit & 7);
    }

    /** Up to 64 bits from a place on. */
    long bits(long bit, int count) {
        return count < AT_LEAST_BITS
                ? bits(bit) & ((1L << count) - 1)
                : bits(bit, 32) | bits(bit + 32, count - 32) << 32;
    }

    /** The sum of numbers of one width from a place on. */
    long sum(long bit, int width, int count, boolean isZigzagged) {
        long sum = 0;
        long place = bit;
        for (int i = 0; i < count; i++) {
            long number = bits(place, width);
            sum += isZigzagged ? LongColumn.unzigzag(number) : number;
            place += width;
        }
        return sum;
    }

    /** Goes on with the byte after the last bit. */
    void endBits(long bit) {
        if (bit > 8L * end) {
            throw new DamagedChunkException("the chunk ends early");
        }
        at = (int) ((bit + 7) >>> 3);
    }

    boolean isAtEnd() {
        return at == end;
    }
}
