package io.vedette.local.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes one Protobuf message. */
final class ProtoBytes {
    /** Length of a number as large as the milliseconds of this century. */
    static final int STAMP_BYTES = 6;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static byte[] varint(long number) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        long rest = number;
        for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
            bytes.put((byte) (rest | 0x80));
        }
        bytes.put((byte) rest);
        byte[] varint = new byte[bytes.position()];
        bytes.flip().get(varint);
        return varint;
    }

    ProtoBytes number(int field, long number) {
        out.write(field << 3);
        out.writeBytes(varint(number));
        return this;
    }

    ProtoBytes real(int field, double number) {
        out.write(field << 3 | 1);
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array());
        return this;
    }

    ProtoBytes text(int field, String text) {
        return field(field, text.getBytes(StandardCharsets.UTF_8));
    }

    ProtoBytes message(int field, ProtoBytes message) {
        return field(field, message.bytes());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    private ProtoBytes field(int field, byte[] content) {
        out.write(field << 3 | 2);
        out.writeBytes(varint(content.length));
        out.writeBytes(content);
        return this;
    }
}
