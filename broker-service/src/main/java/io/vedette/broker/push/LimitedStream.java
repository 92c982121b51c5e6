package io.vedette.broker.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more than so many bytes were read. */
final class LimitedStream extends FilterInputStream {
    private long rest;

    LimitedStream(InputStream in, long limit) {
        super(in);
        rest = limit;
    }

    /** More came than may. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("body too long");
        }
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws IOException {
        rest -= read;
        if (rest < 0) {
            throw new TooLongException();
        }
    }
}
