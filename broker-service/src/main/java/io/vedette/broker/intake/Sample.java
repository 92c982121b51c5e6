package io.vedette.broker.intake;

import io.vedette.contracts.batch.MetricType;
import org.jspecify.annotations.Nullable;

/**
 * One value of one stream on its way into a batch.
 *
 * @param name metric name; tags ride in it
 * @param timeMs the sample's own time, epoch ms
 * @param timed whether the sender gave the time: only such a sample can be recognised when it is sent again
 * @param bits a whole number, or a double's raw bits
 * @param text a text's value
 * @param missing present but null
 */
public record Sample(
        String name,
        MetricType type,
        long timeMs,
        boolean timed,
        long bits,
        @Nullable String text,
        boolean missing) {
    /** Longer texts are cut. */
    public static final int MAX_TEXT = 4096;

    /** A whole number; for UINT64 the same 64 bits. */
    public static Sample whole(String name, MetricType type, long timeMs, long value) {
        return new Sample(name, type, timeMs, false, value, null, false);
    }

    public static Sample real(String name, long timeMs, double value) {
        return new Sample(name, MetricType.DOUBLE, timeMs, false, Double.doubleToRawLongBits(value), null, false);
    }

    public static Sample text(String name, long timeMs, String value) {
        String cut = value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
        return new Sample(name, MetricType.TEXT, timeMs, false, 0, cut, false);
    }

    public static Sample nothing(String name, MetricType type, long timeMs) {
        return new Sample(name, type, timeMs, false, 0, null, true);
    }

    /** The same at a time its sender gave. */
    public Sample timedAt(long ownTimeMs) {
        return new Sample(name, type, ownTimeMs, true, bits, text, missing);
    }

    /** Whether a rollup can add it up: infinities and what is no number cannot. */
    boolean isFinite() {
        return missing || type != MetricType.DOUBLE || Double.isFinite(Double.longBitsToDouble(bits));
    }

    Sample named(String canonicalName) {
        return new Sample(canonicalName, type, timeMs, timed, bits, text, missing);
    }
}
