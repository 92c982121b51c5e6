package io.vedette.broker.feed;

import java.io.IOException;

/** What one feed still has to deliver. Belongs to the feed's thread. */
interface Lane extends AutoCloseable {

    /** The lanes a broker serves. */
    enum Kind {
        DURABLE,
        LIVE
    }

    /** Writes frames until the chunk is full or nothing is left; true when nothing is left. */
    boolean fill(Chunk chunk) throws IOException;

    /** Batches left out because of their age. */
    long dropped();

    @Override
    void close() throws IOException;
}
