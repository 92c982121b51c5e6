package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A disk that takes so many bytes more, to the byte, and then fails every write until it is mended. */
final class CuttingDisk implements JournalDisk {
    private long left = Long.MAX_VALUE;
    private boolean readOnly;

    synchronized void cutAfter(long bytes) {
        left = bytes;
    }

    synchronized void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    void mend() {
        cutAfter(Long.MAX_VALUE);
        setReadOnly(false);
    }

    @Override
    public double freeFraction() {
        return 1;
    }

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        synchronized (this) {
            if (readOnly) {
                throw new IOException("Read-only file system");
            }
        }
        return new Cutting(FileChannel.open(file, options));
    }

    private synchronized int grant(int wanted) {
        int granted = (int) Math.min(wanted, left);
        left -= left == Long.MAX_VALUE ? 0 : granted;
        return granted;
    }

    private synchronized void check() throws IOException {
        if (left <= 0 || readOnly) {
            throw new IOException("Input/output error");
        }
    }

    private final class Cutting extends FileChannel {
        private final FileChannel file;

        Cutting(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            int granted = grant(bytes.remaining());
            if (granted == 0 && bytes.hasRemaining()) {
                throw new IOException("Input/output error");
            }
            ByteBuffer part = bytes.slice(bytes.position(), granted);
            while (part.hasRemaining()) {
                file.write(part, position + part.position());
            }
            bytes.position(bytes.position() + granted);
            return granted;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            check();
            file.force(metaData);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return file.lock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long newPosition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }
    }
}
