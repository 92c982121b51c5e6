package io.vedette.broker.remotewrite;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Steps through the fields of one Protobuf message where it lies, allocating nothing. Belongs to one thread. */
final class ProtoCursor {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int field;
    private long value;
    private int from;
    private int to;

    /** Bytes that are no message. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message, null, false, false);
        }
    }

    /** Begins with the message that lies there. */
    ProtoCursor reset(byte[] message, int begin, int stop) {
        bytes = message;
        at = begin;
        end = stop;
        return this;
    }

    /** Steps to the next field; false after the last. */
    boolean next() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        switch ((int) tag & 7) {
            case VARINT -> value = varint();
            case FIXED64 -> {
                need(8);
                value = (long) LONG.get(bytes, at);
                at += 8;
            }
            case BYTES -> {
                long length = varint();
                if (length < 0 || length > end - at) {
                    throw new MalformedException("field runs past its message at byte " + at);
                }
                from = at;
                at += (int) length;
                to = at;
            }
            case FIXED32 -> {
                need(4);
                at += 4;
            }
            default -> throw new MalformedException("no field at byte " + at);
        }
        return true;
    }

    int field() {
        return field;
    }

    /** Where the next field begins. */
    int at() {
        return at;
    }

    /** A whole number, or the bits of a double. */
    long value() {
        return value;
    }

    double real() {
        return Double.longBitsToDouble(value);
    }

    /** A whole number as its sign is folded away. */
    long signed() {
        return (value >>> 1) ^ -(value & 1);
    }

    /** Where the bytes of the field begin. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** Begins with the packed numbers of the present field; {@link #nextNumber} reads them. */
    ProtoCursor packed(ProtoCursor of) {
        return reset(of.bytes, of.from, of.to);
    }

    /** Whether there is one more packed number. */
    boolean nextNumber() {
        if (at == end) {
            return false;
        }
        value = varint();
        return true;
    }

    /** Whether there is one more packed double. */
    boolean nextReal() {
        if (at == end) {
            return false;
        }
        need(8);
        value = (long) LONG.get(bytes, at);
        at += 8;
        return true;
    }

    private void need(int length) {
        if (end - at < length) {
            throw new MalformedException("number cut off at byte " + at);
        }
    }

    private long varint() {
        if (at < end && bytes[at] >= 0) {
            return bytes[at++];
        }
        return longVarint();
    }

    private long longVarint() {
        long result = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new MalformedException("number cut off at byte " + at);
            }
            byte b = bytes[at++];
            result |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return result;
            }
        }
        throw new MalformedException("number longer than 64 bits at byte " + at);
    }
}
