package io.vedette.observer.queue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages that Redis could not take, on disk and in order. A line is {@code list TAB message}. What was handed out and not yet
 * {@link #forget forgotten} is handed out again after a crash; a line torn by one is cut off. Used by one thread only.
 */
final class Spool implements AutoCloseable {

    private static final int BLOCK = 1 << 20;

    private final RandomAccessFile file;
    private final long limit;
    private long head;
    private final AtomicLong messages = new AtomicLong();

    /** @param limit bytes that the file may have */
    Spool(Path path, long limit) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        this.file = new RandomAccessFile(path.toFile(), "rw");
        this.limit = limit;
        cutTornLine();
        count();
    }

    /** Messages of one block, and where the next begins. */
    record Chunk(List<Announced> announced, long end) {}

    /** False where they do not fit; then none is kept. */
    boolean append(List<Announced> announced) {
        var text = new StringBuilder();
        for (Announced one : announced) {
            text.append(one.list()).append('\t').append(one.message()).append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        try {
            long before = file.length();
            return before + bytes.length <= limit && write(before, bytes, announced.size());
        } catch (IOException full) {
            return false;
        }
    }

    private boolean write(long at, byte[] bytes, int count) throws IOException {
        try {
            file.seek(at);
            file.write(bytes);
        } catch (IOException full) {
            file.setLength(at);
            return false;
        }
        messages.addAndGet(count);
        return true;
    }

    /** The oldest ones, at most {@code most}. */
    Chunk oldest(int most) throws IOException {
        return read(head, most);
    }

    void forget(Chunk chunk) throws IOException {
        head = chunk.end();
        messages.addAndGet(-chunk.announced().size());
        if (head >= file.length()) {
            file.setLength(0);
            head = 0;
            messages.set(0);
        }
    }

    /** May be asked by any thread. */
    long size() {
        return messages.get();
    }

    private Chunk read(long from, int most) throws IOException {
        var announced = new ArrayList<Announced>();
        byte[] block = new byte[(int) Math.min(file.length() - from, BLOCK)];
        file.seek(from);
        file.readFully(block);
        int begin = 0;
        for (int at = 0; at < block.length && announced.size() < most; at++) {
            if (block[at] == '\n') {
                String[] parts = new String(block, begin, at - begin, StandardCharsets.UTF_8).split("\t", 2);
                begin = at + 1;
                if (parts.length == 2) {
                    announced.add(new Announced(parts[0], parts[1]));
                }
            }
        }
        // A block without any line end is none of ours: step over it rather than stand still.
        return new Chunk(announced, from + (begin == 0 ? block.length : begin));
    }

    private void cutTornLine() throws IOException {
        long end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                break;
            }
            end--;
        }
        file.setLength(end);
    }

    private void count() throws IOException {
        long from = 0;
        while (from < file.length()) {
            Chunk chunk = read(from, Integer.MAX_VALUE);
            messages.addAndGet(chunk.announced().size());
            from = chunk.end();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
