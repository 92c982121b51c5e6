package io.vedette.broker.feed;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import java.io.ByteArrayOutputStream;

/** Frames that leave the broker in one write. */
final class Chunk {
    private static final int FULL_BYTES = 128 * 1024;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    void add(FeedFrame frame) {
        bytes.writeBytes(FeedFrames.encode(frame));
    }

    boolean isFull() {
        return bytes.size() >= FULL_BYTES;
    }

    boolean isEmpty() {
        return bytes.size() == 0;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
