package io.vedette.broker.feed;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import java.util.ArrayList;
import java.util.List;

/** Frames that leave the broker in one write. */
final class Chunk {
    private static final int FULL_BYTES = 128 * 1024;

    private final List<FeedFrame> frames = new ArrayList<>();
    private int bytes;

    void add(FeedFrame frame) {
        frames.add(frame);
        bytes += FeedFrames.length(frame);
    }

    boolean isFull() {
        return bytes >= FULL_BYTES;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    byte[] toBytes() {
        return FeedFrames.encode(frames);
    }
}
