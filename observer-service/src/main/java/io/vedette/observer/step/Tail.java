package io.vedette.observer.step;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream to its end and keeps its last lines, however much is written. Guarded by itself; a virtual thread reads. */
final class Tail {

    private static final Logger log = LoggerFactory.getLogger(Tail.class);
    private static final int LINES = 10;
    private static final int LONGEST = 500;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Deque<String> last = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final InputStream stream;
    private final Thread thread;

    private Tail(InputStream stream, String title) {
        this.stream = stream;
        this.thread = Thread.ofVirtual().name("stderr-" + title).unstarted(this::read);
    }

    static Tail of(InputStream stream, String title) {
        var tail = new Tail(stream, title);
        tail.thread.start();
        return tail;
    }

    /** Once the process has ended; waits a moment for the last lines, no longer, as a straggler may hold the stream open. */
    List<String> lines() throws InterruptedException {
        if (!thread.join(PATIENCE)) {
            log.debug("stderr is still open");
        }
        synchronized (this) {
            endLine();
            return List.copyOf(last);
        }
    }

    private void read() {
        char[] buffer = new char[4096];
        try (Reader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException closed) {
            log.trace("stderr closed", closed);
        }
    }

    private synchronized void add(char[] buffer, int count) {
        for (int at = 0; at < count; at++) {
            if (buffer[at] == '\n') {
                endLine();
            } else if (line.length() < LONGEST) {
                line.append(buffer[at]);
            }
        }
    }

    private synchronized void endLine() {
        if (!line.isEmpty()) {
            last.addLast(line.toString().strip());
            line.setLength(0);
            if (last.size() > LINES) {
                last.removeFirst();
            }
        }
    }
}
