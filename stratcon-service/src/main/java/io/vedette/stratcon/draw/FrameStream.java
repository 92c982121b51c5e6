package io.vedette.stratcon.draw;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane's frames as they come. Read by one thread; another may ask whether it waits too long, and cut it. */
final class FrameStream implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Logger log = LoggerFactory.getLogger(FrameStream.class);

    private final InputStream body;
    private final InputStream connection;
    private final DataInputStream frames;
    private volatile long waitingSince;
    private volatile boolean waiting;

    /**
     * @param body what the frames are read from; closed by its reader alone, for a decoder is locked while it is read from
     * @param connection what the body is read from, which another thread may close
     */
    FrameStream(InputStream body, InputStream connection) {
        this.body = body;
        this.connection = connection;
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

    /** Ends the reader's waiting; any thread, and never waits itself. */
    void cut() {
        try {
            connection.close();
        } catch (IOException e) {
            log.debug("a feed did not close cleanly", e);
        }
    }

    /** For the reader. */
    @Override
    public void close() throws IOException {
        body.close();
    }
}
