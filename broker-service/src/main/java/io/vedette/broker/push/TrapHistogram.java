package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.histogram.Histogram.MalformedHistogramException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A histogram out of a {@code _value}: numbers, {@code "H[x]=n"} for n times x, and histograms in Base64, mixed as they come. With a time of its own it is
 * one histogram in Base64 and nothing else.
 */
final class TrapHistogram {
    private static final Pattern BIN = Pattern.compile("H\\[([^\\]]{1,40})]=(\\d{1,18})");

    private TrapHistogram() {}

    /** Empty when a value is none of these. */
    static Optional<Sample> sample(List<TrapValue> values, boolean timed, MetricType type, String name, long timeMs) {
        if (values.size() == 1 && values.getFirst() instanceof TrapValue.Nothing) {
            return Optional.of(Sample.nothing(name, type, timeMs)).map(s -> timed ? s.timedAt(timeMs) : s);
        }
        Histogram histogram = new Histogram();
        for (TrapValue value : values) {
            boolean whole = value instanceof TrapValue.Text(String text) && merge(histogram, text);
            if (timed ? !whole || values.size() > 1 : !whole && !insert(histogram, value)) {
                return Optional.empty();
            }
        }
        Sample sample = Sample.histogram(name, type, timeMs, histogram.toBytes());
        return Optional.of(timed ? sample.timedAt(timeMs) : sample);
    }

    private static boolean merge(Histogram histogram, String base64) {
        try {
            histogram.merge(Histogram.ofBase64(base64));
            return true;
        } catch (MalformedHistogramException e) {
            return false;
        }
    }

    private static boolean insert(Histogram histogram, TrapValue value) {
        long count = 1;
        TrapValue number = value;
        if (value instanceof TrapValue.Text(String text)) {
            Matcher bin = BIN.matcher(text);
            if (bin.matches()) {
                number = new TrapValue.Text(bin.group(1));
                count = Long.parseLong(bin.group(2));
            }
        }
        Optional<Double> at = number.number().map(Number::doubleValue).filter(Double::isFinite);
        if (at.isEmpty()) {
            return false;
        }
        histogram.insert(at.get(), count);
        return true;
    }
}
