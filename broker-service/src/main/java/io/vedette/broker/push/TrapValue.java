package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.math.BigDecimal;
import java.util.Optional;

/** One JSON scalar before it is known what type it is wanted as. */
sealed interface TrapValue {
    record Whole(long value) implements TrapValue {}

    record Real(double value) implements TrapValue {}

    record Text(String value) implements TrapValue {}

    record Truth(boolean value) implements TrapValue {}

    record Nothing() implements TrapValue {}

    /** As the type its looks suggest: {@code L} or {@code l}, {@code n}, {@code s}, {@code i} for true and false and null. */
    default Sample guessed(String name, long timeMs) {
        return switch (this) {
            case Whole(long value) ->
                Sample.whole(name, value < 0 ? MetricType.INT64 : MetricType.UINT64, timeMs, value);
            case Real(double value) -> Sample.real(name, timeMs, value);
            case Text(String value) -> Sample.text(name, timeMs, value);
            case Truth(boolean value) -> Sample.whole(name, MetricType.INT32, timeMs, value ? 1 : 0);
            case Nothing() -> Sample.nothing(name, MetricType.INT32, timeMs);
        };
    }

    /** As the type its sender named; empty when the value does not fit it. */
    default Optional<Sample> as(MetricType type, String name, long timeMs) {
        if (this instanceof Nothing) {
            return Optional.of(Sample.nothing(name, type, timeMs));
        }
        if (this instanceof Whole(long value) && holds(type, value)) {
            return Optional.of(Sample.whole(name, type, timeMs, value));
        }
        return switch (type) {
            case INT32 ->
                whole(name, type, timeMs, BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE));
            case UINT32 -> whole(name, type, timeMs, BigDecimal.ZERO, BigDecimal.valueOf(0xffff_ffffL));
            case INT64 ->
                whole(name, type, timeMs, BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE));
            case UINT64 -> whole(name, type, timeMs, BigDecimal.ZERO, new BigDecimal("18446744073709551615"));
            case DOUBLE -> real().filter(Double::isFinite).map(v -> Sample.real(name, timeMs, v));
            case TEXT -> Optional.of(Sample.text(name, timeMs, plain()));
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> Optional.empty();
        };
    }

    private static boolean holds(MetricType type, long value) {
        return switch (type) {
            case INT32 -> value == (int) value;
            case UINT32 -> value >>> Integer.SIZE == 0;
            case INT64 -> true;
            case UINT64 -> value >= 0;
            case DOUBLE, TEXT, HISTOGRAM, CUMULATIVE_HISTOGRAM -> false;
        };
    }

    private Optional<Double> real() {
        return this instanceof Real(double value)
                ? Optional.of(value)
                : this instanceof Whole(long whole)
                        ? Optional.of((double) whole)
                        : number().map(BigDecimal::doubleValue);
    }

    /** The value as a number; a text that looks like one is one. */
    default Optional<BigDecimal> number() {
        return switch (this) {
            case Whole(long value) -> Optional.of(BigDecimal.valueOf(value));
            case Real(double value) -> Optional.of(BigDecimal.valueOf(value));
            case Text(String value) -> parsed(value.strip());
            case Truth(boolean value) -> Optional.of(value ? BigDecimal.ONE : BigDecimal.ZERO);
            case Nothing() -> Optional.empty();
        };
    }

    private Optional<Sample> whole(String name, MetricType type, long timeMs, BigDecimal from, BigDecimal to) {
        return number().filter(value -> value.scale() > -100 && value.compareTo(from) >= 0 && value.compareTo(to) <= 0)
                .map(value ->
                        Sample.whole(name, type, timeMs, value.toBigInteger().longValue()));
    }

    private String plain() {
        return switch (this) {
            case Whole(long value) -> Long.toString(value);
            case Real(double value) -> Double.toString(value);
            case Text(String value) -> value;
            case Truth(boolean value) -> Boolean.toString(value);
            case Nothing() -> "";
        };
    }

    private static Optional<BigDecimal> parsed(String text) {
        // Longer is no number anybody sends, and an exponent of many digits is an attack on whoever expands it.
        if (text.length() > 64 || !text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(text));
    }
}
