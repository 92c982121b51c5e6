package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * A record on disk, big endian:
 *
 * <pre>
 *  0  u32  CRC32C of all that follows      4  u32  length of the payload
 *  8  u64  offset of this record          16  i64  journaled, epoch ms        24  u8  kind
 * 25  payload
 * </pre>
 *
 * The offset makes a record recognisable wherever reading begins: it must equal the place where it stands.
 */
final class RecordFormat {
    static final int HEADER_BYTES = 25;
    private static final int LENGTH_AT = 4;
    private static final int OFFSET_AT = 8;
    private static final int TIME_AT = 16;
    private static final int KIND_AT = 24;

    private RecordFormat() {}

    static int sizeOf(byte[] payload) {
        return HEADER_BYTES + payload.length;
    }

    /** Writes the record at the buffer's position. */
    static void write(ByteBuffer out, long offset, long journaledMs, RecordKind kind, byte[] payload) {
        int start = out.position();
        out.putInt(0).putInt(payload.length).putLong(offset).putLong(journaledMs);
        out.put(kind.code()).put(payload);
        out.putInt(start, crc(out, start, payload.length));
    }

    /** Whether a record may begin at {@code at}; its checksum is not looked at yet. */
    static boolean mayBegin(ByteBuffer bytes, int at, long offset) {
        return bytes.getLong(at + OFFSET_AT) == offset && lengthAt(bytes, at) >= 0;
    }

    /** Length of the payload, or -1 when no record has such a length. */
    static int lengthAt(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at + LENGTH_AT);
        return length < 0 || length > JournalOptions.MAX_PAYLOAD_BYTES ? -1 : length;
    }

    /** Whether the checksum holds and the kind is one this version knows. */
    static boolean isWhole(ByteBuffer bytes, int at, int length) {
        return bytes.getInt(at) == crc(bytes, at, length) && RecordKind.ofCode(bytes.get(at + KIND_AT)) != null;
    }

    /** The record that stands, whole, at {@code at}. */
    static Stored read(ByteBuffer bytes, int at, int length) {
        byte[] payload = new byte[length];
        bytes.get(at + HEADER_BYTES, payload);
        long offset = bytes.getLong(at + OFFSET_AT);
        return new Stored(
                offset,
                offset + HEADER_BYTES + length,
                bytes.getLong(at + TIME_AT),
                Objects.requireNonNull(RecordKind.ofCode(bytes.get(at + KIND_AT))),
                payload);
    }

    private static int crc(ByteBuffer bytes, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(start + HEADER_BYTES + length).position(start + LENGTH_AT));
        return (int) crc.getValue();
    }
}
