package io.vedette.stratcon.chunk;

import java.util.Arrays;

/** Bytes being written. Whole numbers are seven bits a byte, the lowest first; bits fill a byte from the lowest. Belongs to one thread. */
final class ByteOut {
    private byte[] bytes = new byte[256];
    private int size;
    private long bits;
    private int bitCount;

    void u8(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            u8((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    void raw(byte[] more, int length) {
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
        }
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    /** Up to 56 bits. */
    void bits(long value, int count) {
        bits |= value << bitCount;
        bitCount += count;
        while (bitCount >= 8) {
            u8((int) bits);
            bits >>>= 8;
            bitCount -= 8;
        }
    }

    /** Ends a run of bits. */
    void flushBits() {
        if (bitCount > 0) {
            u8((int) bits);
        }
        bits = 0;
        bitCount = 0;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** The array behind it; good for {@link #size()} bytes. */
    byte[] array() {
        return bytes;
    }
}
