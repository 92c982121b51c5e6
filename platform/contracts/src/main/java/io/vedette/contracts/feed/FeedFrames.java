package io.vedette.contracts.feed;

import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Bytes to frames and back; the layout is {@link FeedFrame}'s. */
public final class FeedFrames {
    private static final byte BATCH = 1;
    private static final byte GAP = 2;
    private static final byte HEARTBEAT = 3;
    private static final byte MARK = 4;
    private static final int HEAD = 3 * Long.BYTES;

    private FeedFrames() {}

    /** The frames' bytes, one after the other. */
    public static byte[] encode(List<FeedFrame> frames) {
        int bytes = frames.stream().mapToInt(FeedFrames::length).sum();
        ByteBuffer out = ByteBuffer.allocate(bytes);
        frames.forEach(frame -> write(frame, out));
        return out.array();
    }

    /** Bytes of a frame. */
    public static int length(FeedFrame frame) {
        return Integer.BYTES
                + switch (frame) {
                    case BatchFrame f -> 1 + HEAD + f.batch().length;
                    case Mark f -> 1 + HEAD + f.mark().length;
                    case Gap f -> 1 + 2 * Long.BYTES;
                    case Heartbeat f -> 1 + HEAD;
                };
    }

    private static void write(FeedFrame frame, ByteBuffer out) {
        out.putInt(length(frame) - Integer.BYTES);
        switch (frame) {
            case BatchFrame f ->
                numbers(out.put(BATCH), f.offset(), f.nextOffset(), f.journaledMs())
                        .put(f.batch());
            case Mark f ->
                numbers(out.put(MARK), f.offset(), f.nextOffset(), f.journaledMs())
                        .put(f.mark());
            case Gap f -> numbers(out.put(GAP), f.from(), f.to());
            case Heartbeat f -> numbers(out.put(HEARTBEAT), f.brokerClockMs(), f.endOffset(), f.droppedBatches());
        }
    }

    private static ByteBuffer numbers(ByteBuffer out, long... numbers) {
        for (long number : numbers) {
            out.putLong(number);
        }
        return out;
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
        byte kind = in.readByte();
        int rest = length - 1;
        return Optional.of(
                switch (kind) {
                    case BATCH -> {
                        require(rest >= HEAD, kind, rest);
                        yield new BatchFrame(in.readLong(), in.readLong(), in.readLong(), payload(in, rest - HEAD));
                    }
                    case MARK -> {
                        require(rest >= HEAD, kind, rest);
                        yield new Mark(in.readLong(), in.readLong(), in.readLong(), payload(in, rest - HEAD));
                    }
                    case GAP -> {
                        require(rest == 2 * Long.BYTES, kind, rest);
                        yield new Gap(in.readLong(), in.readLong());
                    }
                    case HEARTBEAT -> {
                        require(rest == HEAD, kind, rest);
                        yield new Heartbeat(in.readLong(), in.readLong(), in.readLong());
                    }
                    default -> throw new IOException("feed frame of kind " + kind);
                });
    }

    private static byte[] payload(DataInputStream in, int length) throws IOException {
        byte[] payload = new byte[length];
        in.readFully(payload);
        return payload;
    }

    private static void require(boolean isRight, byte kind, int rest) throws IOException {
        if (!isRight) {
            throw new IOException("feed frame of kind " + kind + " with " + rest + " bytes");
        }
    }
}
