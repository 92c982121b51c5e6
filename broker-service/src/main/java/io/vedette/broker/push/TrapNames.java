package io.vedette.broker.push;

import io.vedette.contracts.batch.Batches;
import java.nio.charset.StandardCharsets;

/** The path of names from a document's root to where its reader stands, joined by the check's delimiter. */
final class TrapNames {
    /** What joins names unless a check says otherwise. */
    static final String BACKTICK = "`";

    private final String delimiter;
    private final StringBuilder path = new StringBuilder();
    private boolean truncated;

    TrapNames(String delimiter) {
        this.delimiter = delimiter;
    }

    /** Steps into a member; the result goes to {@link #leave}. */
    int enter(String name) {
        int mark = path.length();
        if (mark > 0) {
            path.append(delimiter);
        }
        path.append(name);
        return mark;
    }

    void leave(int mark) {
        path.setLength(mark);
    }

    /** The name here, cut to what a stream's name may have. */
    String name() {
        String name = path.toString();
        if (name.length() * 3 <= Batches.MAX_NAME_BYTES || byteLength(name) <= Batches.MAX_NAME_BYTES) {
            return name;
        }
        truncated = true;
        int end = Math.min(name.length(), Batches.MAX_NAME_BYTES);
        while (byteLength(name.substring(0, end)) > Batches.MAX_NAME_BYTES) {
            end--;
        }
        return name.substring(0, end);
    }

    /** Whether any name so far had to be cut. */
    boolean isTruncated() {
        return truncated;
    }

    private static int byteLength(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
