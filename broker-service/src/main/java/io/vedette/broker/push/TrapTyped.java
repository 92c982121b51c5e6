package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * An object's {@code _type}, {@code _value}, {@code _ts} and {@code _fl}, in whatever order they came. With a value and a type or a time it is one sample;
 * several values are averaged.
 */
final class TrapTyped {
    private static final int MAX_VALUES = 10_000;
    private static final int MAX_CHARS = 256 * 1024;

    private final List<TrapValue> values = new ArrayList<>(1);
    private boolean array;
    private boolean bad;
    private int chars;
    private TrapTaker.Way way = TrapTaker.Way.REPLACES;
    private @Nullable MetricType type;
    private @Nullable Long timeMs;

    void type(String word) {
        try {
            type = MetricType.ofCode(word.length() == 1 ? word.charAt(0) : '?');
        } catch (IllegalArgumentException e) {
            throw new TrapBadTypeException("_type is one of i I l L n s h H");
        }
    }

    void time(TrapValue value) {
        if (value instanceof TrapValue.Whole(long ms) && ms >= 0) {
            timeMs = ms;
        } else {
            bad = true;
        }
    }

    void flag(TrapValue value) {
        way = switch (value instanceof TrapValue.Text(String flag) ? flag : "") {
            case "+" -> TrapTaker.Way.IS_ADDED;
            case "~" -> TrapTaker.Way.IS_AVERAGED;
            default -> TrapTaker.Way.REPLACES;
        };
    }

    void array() {
        array = true;
    }

    void value(TrapValue value) {
        boolean infinite = value instanceof TrapValue.Real(double real) && !Double.isFinite(real);
        chars += value instanceof TrapValue.Text(String text) ? text.length() : 0;
        if (infinite || values.size() == MAX_VALUES || chars > MAX_CHARS) {
            bad = true;
        } else {
            values.add(value);
        }
    }

    TrapTaker.Way way() {
        return way;
    }

    /** Something in {@code _value} that is no scalar. */
    void unreadable() {
        bad = true;
    }

    /** Whether this is a sample with a type or a time of its own, rather than an object that happens to have a {@code _value}. */
    boolean isComplex() {
        return (bad || !values.isEmpty()) && (type != null || timeMs != null);
    }

    /** What to do with {@code _value} of an object that is not complex: plain members. */
    List<TrapValue> plainValues() {
        return values;
    }

    boolean isArray() {
        return array;
    }

    /**
     * @return the sample, or empty when its value does not fit its type or its time is none
     */
    Optional<Sample> sample(String name, long nowMs) {
        if (bad) {
            return Optional.empty();
        }
        long at = timeMs == null ? nowMs : timeMs;
        if (type == MetricType.HISTOGRAM || type == MetricType.CUMULATIVE_HISTOGRAM) {
            return TrapHistogram.sample(values, timeMs != null, type, name, at);
        }
        TrapValue value = values.getFirst();
        if (values.size() > 1) {
            OptionalDouble mean = mean();
            if (mean.isEmpty()) {
                return Optional.empty();
            }
            value = new TrapValue.Real(mean.getAsDouble());
        }
        Optional<Sample> sample =
                type == null || values.size() > 1 ? Optional.of(value.guessed(name, at)) : value.as(type, name, at);
        return sample.map(s -> timeMs == null ? s : s.timedAt(at));
    }

    private OptionalDouble mean() {
        double sum = 0;
        for (TrapValue value : values) {
            Optional<Double> number = value.number().map(Number::doubleValue).filter(Double::isFinite);
            if (number.isEmpty()) {
                return OptionalDouble.empty();
            }
            sum += number.get();
        }
        return OptionalDouble.of(sum / values.size());
    }
}
