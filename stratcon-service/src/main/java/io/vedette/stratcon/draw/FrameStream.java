package io.vedette.stratcon.draw;

import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrames;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A lane's frames as they come. Read by one thread; another may cut it. */
final class FrameStream implements AutoCloseable {
    /** A TLS record's worth: what is left of a large batch is read past it. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private final DataInputStream frames;
    private final Runnable cut;

    /**
     * @param body what the frames are read from; closed by its reader alone, for a decoder is locked while it is read from
     * @param cut ends the connection, from any thread, without waiting
     */
    FrameStream(InputStream body, Runnable cut) {
        frames = new DataInputStream(new BufferedInputStream(body, BUFFER_BYTES));
        this.cut = cut;
    }

    /**
     * Blocks for the next frame.
     *
     * @throws EOFException when the broker ended the feed
     * @throws java.net.SocketTimeoutException when nothing came for too long
     */
    FeedFrame next() throws IOException {
        return FeedFrames.read(frames).orElseThrow(() -> new EOFException("the broker ended the feed"));
    }

    /** Ends the reader's waiting; any thread, and never waits itself. */
    void cut() {
        cut.run();
    }

    /** For the reader. Cut first, for the body would be read to its end, and it has none. */
    @Override
    public void close() {
        cut();
        try {
            frames.close();
        } catch (IOException e) {
            // It was cut.
        }
    }
}
