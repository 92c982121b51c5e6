package io.vedette.stratcon.draw;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A lane's frames as they come. Read by one thread; another may ask whether it waits too long, and close it. */
final class FrameStream implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InputStream body;
    private final DataInputStream frames;
    private volatile long waitingSince;
    private volatile boolean waiting;

    FrameStream(InputStream body) {
        this.body = body;
        frames = new DataInputStream(new BufferedInputStream(body, BUFFER_BYTES));
    }

    /**
     * Blocks for the next frame.
     *
     * @throws EOFException when the broker ended the feed
     */
    FeedFrame next() throws IOException {
        waitingSince = System.nanoTime();
        waiting = true;
        try {
            return FeedFrames.read(frames).orElseThrow(() -> new EOFException("the broker ended the feed"));
        } finally {
            waiting = false;
        }
    }

    /** Whether the reader has waited longer than this for a frame. */
    boolean waitsLongerThan(Duration limit) {
        return waiting && System.nanoTime() - waitingSince > limit.toNanos();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
