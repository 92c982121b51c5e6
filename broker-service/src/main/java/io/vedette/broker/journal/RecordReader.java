package io.vedette.broker.journal;

import io.vedette.broker.journal.JournalEntry.Stored;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one segment through a window of its bytes. Never looks at or past the limit it is given: what stands there may still be written.
 * Belongs to one thread.
 */
final class RecordReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 256 * 1024;

    private final SegmentFile segment;
    private final FileChannel file;
    /** Outside the heap: a file is read into the heap by way of such a one, and a checksum takes either. */
    private ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES).limit(0);

    private long windowOffset;

    RecordReader(SegmentFile segment) throws IOException {
        this.segment = segment;
        file = FileChannel.open(segment.path(), StandardOpenOption.READ);
    }

    SegmentFile segment() {
        return segment;
    }

    /** The record that begins at {@code offset} and ends at or before {@code limit}; null when none does, whole. */
    @Nullable
    Stored at(long offset, long limit) throws IOException {
        int length = wholeLength(offset, limit);
        return length < 0 ? null : RecordFormat.read(window, (int) (offset - windowOffset), length);
    }

    /** Where the first whole record at or after {@code from} begins; {@code limit} when there is none before it. */
    long nextGood(long from, long limit) throws IOException {
        for (long offset = from; offset <= limit - RecordFormat.HEADER_BYTES; offset++) {
            if (wholeLength(offset, limit) >= 0) {
                return offset;
            }
        }
        return limit;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private int wholeLength(long offset, long limit) throws IOException {
        if (!load(offset, RecordFormat.HEADER_BYTES, limit)) {
            return -1;
        }
        int at = (int) (offset - windowOffset);
        if (!RecordFormat.mayBegin(window, at, offset)) {
            return -1;
        }
        int length = RecordFormat.lengthAt(window, at);
        if (!load(offset, RecordFormat.HEADER_BYTES + length, limit)) {
            return -1;
        }
        return RecordFormat.isWhole(window, (int) (offset - windowOffset), length) ? length : -1;
    }

    /** Brings {@code bytes} bytes from {@code offset} into the window; false when they are not all there below the limit. */
    private boolean load(long offset, int bytes, long limit) throws IOException {
        if (offset >= windowOffset && offset + bytes <= windowOffset + window.limit()) {
            return true;
        }
        if (offset + bytes > limit) {
            return false;
        }
        if (bytes > window.capacity()) {
            window = ByteBuffer.allocateDirect(RecordFormat.HEADER_BYTES + JournalOptions.MAX_PAYLOAD_BYTES);
        }
        window.clear().limit((int) Math.min(window.capacity(), limit - offset));
        windowOffset = offset;
        long from = SegmentFile.HEADER_BYTES + offset - segment.base();
        while (window.hasRemaining()) {
            if (file.read(window, from + window.position()) < 0) {
                break;
            }
        }
        window.flip();
        return window.limit() >= bytes;
    }
}
