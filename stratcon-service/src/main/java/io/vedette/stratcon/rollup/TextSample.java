package io.vedette.stratcon.rollup;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text and when it was seen. In the order of time, and at equal times of the texts' UTF-8 bytes.
 *
 * @param timeMs epoch ms
 */
public record TextSample(long timeMs, String text) implements Comparable<TextSample> {

    @Override
    public int compareTo(TextSample other) {
        return timeMs != other.timeMs
                ? Long.compare(timeMs, other.timeMs)
                : Arrays.compareUnsigned(
                        text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }
}
