package io.vedette.contracts.feed;

import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Bytes to frames and back; the layout is {@link FeedFrame}'s. */
public final class FeedFrames {
    private static final byte BATCH = 1;
    private static final byte GAP = 2;
    private static final byte HEARTBEAT = 3;
    private static final byte MARK = 4;
    private static final int BATCH_HEAD = 1 + 3 * Long.BYTES;

    private FeedFrames() {}

    public static byte[] encode(FeedFrame frame) {
        return switch (frame) {
            case BatchFrame f -> record(BATCH, f.offset(), f.nextOffset(), f.journaledMs(), f.batch());
            case Mark f -> record(MARK, f.offset(), f.nextOffset(), f.journaledMs(), f.mark());
            case Gap f ->
                head(GAP, 2 * Long.BYTES).putLong(f.from()).putLong(f.to()).array();
            case Heartbeat f ->
                head(HEARTBEAT, 3 * Long.BYTES)
                        .putLong(f.brokerClockMs())
                        .putLong(f.endOffset())
                        .putLong(f.droppedBatches())
                        .array();
        };
    }

    /**
     * Blocks until a whole frame is there.
     *
     * @return the frame, or empty when the stream ended between two frames
     * @throws EOFException when it ended inside one
     * @throws IOException when the bytes are no frame, or reading failed
     */
    public static Optional<FeedFrame> read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = (first << 24) | (in.readUnsignedByte() << 16) | in.readUnsignedShort();
        if (length < 1 || length > FeedFrame.MAX_BYTES) {
            throw new IOException("feed frame of " + length + " bytes");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("feed ended inside a frame");
        }
        return Optional.of(decode(ByteBuffer.wrap(body)));
    }

    private static FeedFrame decode(ByteBuffer body) throws IOException {
        byte kind = body.get();
        int expected = switch (kind) {
            case BATCH, MARK -> Math.max(BATCH_HEAD, body.limit());
            case GAP -> 1 + 2 * Long.BYTES;
            case HEARTBEAT -> BATCH_HEAD;
            default -> throw new IOException("feed frame of kind " + kind);
        };
        if (body.limit() != expected) {
            throw new IOException("feed frame of kind " + kind + " with " + body.limit() + " bytes");
        }
        if (kind == GAP) {
            return new Gap(body.getLong(), body.getLong());
        }
        if (kind == HEARTBEAT) {
            return new Heartbeat(body.getLong(), body.getLong(), body.getLong());
        }
        long offset = body.getLong();
        long nextOffset = body.getLong();
        long journaledMs = body.getLong();
        byte[] batch = new byte[body.remaining()];
        body.get(batch);
        return kind == MARK
                ? new Mark(offset, nextOffset, journaledMs, batch)
                : new BatchFrame(offset, nextOffset, journaledMs, batch);
    }

    private static byte[] record(byte kind, long offset, long nextOffset, long journaledMs, byte[] payload) {
        return head(kind, 3 * Long.BYTES + payload.length)
                .putLong(offset)
                .putLong(nextOffset)
                .putLong(journaledMs)
                .put(payload)
                .array();
    }

    private static ByteBuffer head(byte kind, int bodyBytes) {
        return ByteBuffer.allocate(Integer.BYTES + 1 + bodyBytes)
                .putInt(1 + bodyBytes)
                .put(kind);
    }
}
