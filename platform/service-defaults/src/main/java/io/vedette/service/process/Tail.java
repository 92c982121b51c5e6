package io.vedette.service.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stream to its end and keeps what came last, however much is written. Guarded by itself; a virtual thread reads. */
final class Tail {
    private static final Logger log = LoggerFactory.getLogger(Tail.class);
    private static final int KEPT = 4096;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final byte[] ring = new byte[KEPT];
    private final InputStream stream;
    private final Thread thread;
    private long written;

    private Tail(InputStream stream, String name) {
        this.stream = stream;
        this.thread = Thread.ofVirtual().name("output of " + name).unstarted(this::read);
    }

    static Tail of(InputStream stream, String name) {
        Tail tail = new Tail(stream, name);
        tail.thread.start();
        return tail;
    }

    private void read() {
        byte[] buffer = new byte[KEPT];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                add(buffer, count);
            }
        } catch (IOException closed) {
            log.trace("closed", closed);
        }
    }

    private synchronized void add(byte[] bytes, int count) {
        for (int n = 0; n < count; n++) {
            ring[(int) (written++ % KEPT)] = bytes[n];
        }
    }

    /** Whole lines, once the process has ended; waits a moment, no longer, as a straggler may hold the stream open. */
    String text() throws InterruptedException {
        if (!thread.join(PATIENCE)) {
            log.debug("the output is still open");
        }
        synchronized (this) {
            int length = (int) Math.min(written, KEPT);
            byte[] last = new byte[length];
            for (int n = 0; n < length; n++) {
                last[n] = ring[(int) ((written - length + n) % KEPT)];
            }
            String text = new String(last, StandardCharsets.UTF_8);
            return (written > KEPT ? text.substring(text.indexOf('\n') + 1) : text).strip();
        }
    }
}
