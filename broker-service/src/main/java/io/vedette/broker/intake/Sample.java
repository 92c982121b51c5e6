package io.vedette.broker.intake;

import static java.util.Objects.requireNonNull;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.MetricType;
import org.jspecify.annotations.Nullable;

/**
 * One value of one stream on its way into a batch.
 *
 * @param name metric name, tags ride in it; of no weight once the stream is known
 * @param stream the name's stream, once the name is known to be canonical and not too long: it is then not looked at again
 * @param timeMs the sample's own time, epoch ms
 * @param timed whether the sender gave the time: only such a sample can be recognised when it is sent again
 * @param bits a whole number, or a double's raw bits
 * @param text a text's value
 * @param histogram a histogram's value in OpenHistogram's binary form
 * @param missing present but null
 */
public record Sample(
        String name,
        @Nullable KnownStream stream,
        MetricType type,
        long timeMs,
        boolean timed,
        long bits,
        @Nullable String text,
        byte @Nullable [] histogram,
        boolean missing) {
    /** Longer texts are cut. */
    public static final int MAX_TEXT = 4096;

    /** Larger histograms are refused. */
    public static final int MAX_HISTOGRAM = 64 * 1024;

    /** Metric name; tags ride in it. */
    @Override
    public String name() {
        return stream == null ? name : stream.name();
    }

    /** A whole number; for UINT64 the same 64 bits. */
    public static Sample whole(String name, MetricType type, long timeMs, long value) {
        return new Sample(name, null, type, timeMs, false, value, null, null, false);
    }

    public static Sample real(String name, long timeMs, double value) {
        return new Sample(
                name, null, MetricType.DOUBLE, timeMs, false, Double.doubleToRawLongBits(value), null, null, false);
    }

    public static Sample text(String name, long timeMs, String value) {
        String cut = value.length() > MAX_TEXT ? value.substring(0, MAX_TEXT) : value;
        return new Sample(name, null, MetricType.TEXT, timeMs, false, 0, cut, null, false);
    }

    /** A histogram ({@code h} or {@code H}) in OpenHistogram's binary form. */
    public static Sample histogram(String name, MetricType type, long timeMs, byte[] value) {
        return new Sample(name, null, type, timeMs, false, 0, null, value, false);
    }

    public static Sample nothing(String name, MetricType type, long timeMs) {
        return new Sample(name, null, type, timeMs, false, 0, null, null, true);
    }

    /** A number as a fast parser has it at once, without copies in between. */
    public static Sample number(KnownStream stream, MetricType type, long timeMs, boolean timed, long bits) {
        return new Sample("", stream, type, timeMs, timed, bits, null, null, false);
    }

    /** The present sample of a batch. */
    public static Sample of(BatchReader batch, String name) {
        if (batch.isNull()) {
            return nothing(name, batch.type(), batch.timeMs());
        }
        return switch (batch.type()) {
            case INT32, UINT32, INT64, UINT64 -> whole(name, batch.type(), batch.timeMs(), batch.whole());
            case DOUBLE -> real(name, batch.timeMs(), batch.real());
            case TEXT -> text(name, batch.timeMs(), batch.text());
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> histogram(name, batch.type(), batch.timeMs(), batch.histogram());
        };
    }

    /** Writes it behind its stream's name. */
    public void writeTo(BatchWriter writer) {
        if (missing) {
            writer.nothing(timeMs, type);
            return;
        }
        switch (type) {
            case INT32, UINT32, INT64, UINT64 -> writer.whole(timeMs, type, bits);
            case DOUBLE -> writer.real(timeMs, Double.longBitsToDouble(bits));
            case TEXT -> writer.text(timeMs, String.valueOf(text));
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> writer.histogram(timeMs, type, requireNonNull(histogram));
        }
    }

    /** The same at a time that is not its sender's. */
    public Sample at(long otherTimeMs) {
        return new Sample(name, stream, type, otherTimeMs, false, bits, text, histogram, missing);
    }

    /** The same at a time its sender gave. */
    public Sample timedAt(long ownTimeMs) {
        return new Sample(name, stream, type, ownTimeMs, true, bits, text, histogram, missing);
    }

    /** About how many characters it holds in memory; the name of a known stream is held with that. */
    public int heft() {
        return name.length() + (text == null ? 0 : text.length()) + (histogram == null ? 0 : histogram.length);
    }

    /** Whether a rollup can add it up: infinities and what is no number cannot. */
    boolean isFinite() {
        return missing || type != MetricType.DOUBLE || Double.isFinite(Double.longBitsToDouble(bits));
    }

    boolean isTooLarge() {
        return histogram != null && histogram.length > MAX_HISTOGRAM;
    }

    /** The same under the name that is canonical for it. */
    public Sample named(String canonicalName) {
        return named(new KnownStream(canonicalName));
    }

    /** The same as a sample of that stream. */
    public Sample named(KnownStream known) {
        return new Sample("", known, type, timeMs, timed, bits, text, histogram, missing);
    }

    /** Its stream; the name must have been found canonical. */
    KnownStream known() {
        return requireNonNull(stream);
    }
}
