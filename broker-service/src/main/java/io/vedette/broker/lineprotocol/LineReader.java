package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a body into lines as it streams and hands each to the parser. Holds one buffer, no longer than the longest line that may be. A string may run over
 * line feeds; if a line with such a string is bad, reading goes on with the very next line. Belongs to one thread.
 */
final class LineReader {
    private static final int FIRST_SIZE = 32 * 1024;

    private final LineParser parser;
    private final int maxLine;
    private final Consumer<Sample> samples;
    private final BadLines bad;
    private byte[] buffer;
    private int begin;
    private int end;
    private long lines;
    private boolean skipping;

    LineReader(LineParser parser, int maxLine, Consumer<Sample> samples, BadLines bad) {
        this.parser = parser;
        this.maxLine = maxLine;
        this.samples = samples;
        this.bad = bad;
        buffer = new byte[Math.min(FIRST_SIZE, maxLine)];
    }

    /** Reads to the body's end. */
    void read(InputStream body) throws IOException {
        while (true) {
            int read = body.read(buffer, end, buffer.length - end);
            if (read < 0) {
                break;
            }
            end += read;
            takeWhole();
            makeRoom();
        }
        takeRest();
    }

    private void takeWhole() {
        for (int feed = lineEnd(); feed >= 0; feed = lineEnd()) {
            take(feed);
        }
    }

    private void takeRest() {
        while (begin < end) {
            int feed = find(begin, '\n', end);
            // A string that never ends: the first of its lines is bad, the next may be good.
            take(feed < 0 ? end : feed);
            takeWhole();
        }
    }

    private void take(int feed) {
        lines++;
        int from = begin;
        begin = Math.min(end, feed + 1);
        if (skipping) {
            skipping = false;
            return;
        }
        try {
            parser.parse(buffer, from, feed, samples);
            lines += count(from, feed);
        } catch (BadLineException e) {
            int first = find(from, '\n', feed);
            int stop = first < 0 ? feed : first;
            bad.add(lines, e.reason(), buffer, from, stop);
            begin = Math.min(end, stop + 1);
        }
    }

    /** The line feed that ends the first line; -1 when it has not come yet. */
    private int lineEnd() {
        int feed = find(begin, '\n', end);
        if (feed < 0 || find(begin, '"', feed) < 0) {
            return feed;
        }
        boolean quoted = false;
        boolean fields = false;
        for (int i = begin; i < end; i++) {
            switch (buffer[i]) {
                case '\\' -> i++;
                case ' ' -> fields = true;
                case '"' -> quoted = fields && (quoted || buffer[i - 1] == '=') && !quoted;
                case '\n' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    private void makeRoom() {
        if (begin > 0) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
        }
        if (end < buffer.length) {
            return;
        }
        if (buffer.length < maxLine) {
            buffer = Arrays.copyOf(buffer, Math.min(maxLine, buffer.length * 2));
            return;
        }
        int feed = find(0, '\n', end);
        if (feed >= 0) {
            take(feed);
            takeWhole();
            makeRoom();
            return;
        }
        if (!skipping) {
            bad.add(lines + 1, "line_too_long", buffer, 0, end);
        }
        skipping = true;
        end = 0;
    }

    private long count(int from, int to) {
        long count = 0;
        for (int feed = find(from, '\n', to); feed >= 0; feed = find(feed + 1, '\n', to)) {
            count++;
        }
        return count;
    }

    private int find(int from, char wanted, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
