package io.vedette.broker.check;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run collects, all at one time. */
final class Collected {
    private final long nowMs;
    private final List<Sample> samples = new ArrayList<>();

    Collected(long nowMs) {
        this.nowMs = nowMs;
    }

    long nowMs() {
        return nowMs;
    }

    Collected whole(String name, long value) {
        return add(Sample.whole(name, MetricType.INT64, nowMs, value));
    }

    /** A count, a flag, whole milliseconds. */
    Collected count(String name, long value) {
        return add(Sample.whole(name, MetricType.UINT32, nowMs, value));
    }

    Collected flag(String name, boolean value) {
        return count(name, value ? 1 : 0);
    }

    Collected real(String name, double value) {
        return add(Sample.real(name, nowMs, value));
    }

    Collected text(String name, String value) {
        return add(Sample.text(name, nowMs, value));
    }

    /** A number where the text is one, else the text. */
    Collected guessed(String name, String value) {
        if (value.matches("-?\\d{1,18}")) {
            return whole(name, Long.parseLong(value));
        }
        try {
            double number = Double.parseDouble(value);
            return Double.isFinite(number) && !value.isBlank() && !Character.isLetter(value.charAt(value.length() - 1))
                    ? real(name, number)
                    : text(name, value);
        } catch (NumberFormatException e) {
            return text(name, value);
        }
    }

    /** There, but without a value. */
    Collected nothing(String name) {
        return add(Sample.nothing(name, MetricType.DOUBLE, nowMs));
    }

    Collected realOrNothing(String name, @Nullable Double value) {
        return value == null ? nothing(name) : real(name, value);
    }

    Collected add(Sample sample) {
        samples.add(sample);
        return this;
    }

    Collected addAll(List<Sample> more) {
        samples.addAll(more);
        return this;
    }

    List<Sample> samples() {
        return samples;
    }

    int size() {
        return samples.size();
    }
}
