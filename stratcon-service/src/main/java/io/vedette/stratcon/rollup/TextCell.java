package io.vedette.stratcon.rollup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is kept of the texts of one minute: how many, the first and the last with their times. At equal times the smaller text (by its UTF-8 bytes)
 * is the first and the larger one the last.
 *
 * @param count samples, at least 1
 * @param firstMs epoch ms
 * @param lastMs epoch ms
 */
public record TextCell(long count, long firstMs, String first, long lastMs, String last) {

    public static TextCell of(long timeMs, String value) {
        return new TextCell(1, timeMs, value, timeMs, value);
    }

    public TextCell merge(TextCell other) {
        boolean othersFirst = other.firstMs < firstMs || (other.firstMs == firstMs && compare(other.first, first) < 0);
        boolean othersLast = other.lastMs > lastMs || (other.lastMs == lastMs && compare(other.last, last) > 0);
        return new TextCell(
                count + other.count,
                othersFirst ? other.firstMs : firstMs,
                othersFirst ? other.first : first,
                othersLast ? other.lastMs : lastMs,
                othersLast ? other.last : last);
    }

    private static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
