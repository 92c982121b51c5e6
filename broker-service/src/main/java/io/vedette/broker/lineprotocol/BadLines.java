package io.vedette.broker.lineprotocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The bad lines of one body: the first of them by number, reason and beginning, the others by count. For the sender alone; none of it is logged. */
final class BadLines {
    private static final int TOLD = 10;
    private static final int EXCERPT = 80;

    private final Consumer<String> counted;
    private final List<String> told = new ArrayList<>();
    private int count;

    /**
     * @param counted told the reason of each
     */
    BadLines(Consumer<String> counted) {
        this.counted = counted;
    }

    void add(long number, String reason, byte[] bytes, int from, int to) {
        count++;
        counted.accept(reason);
        if (told.size() < TOLD) {
            String line = new String(bytes, from, Math.min(EXCERPT, to - from), StandardCharsets.UTF_8);
            told.add("unable to parse line " + number + " '" + line + (to - from > EXCERPT ? "…" : "") + "': "
                    + reason.replace('_', ' '));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** In Influx's own words, so that its clients know not to send the rest again. */
    String message() {
        String more = count > told.size() ? "\nand " + (count - told.size()) + " more" : "";
        return "partial write: " + String.join("\n", told) + more + " dropped=" + count;
    }
}
