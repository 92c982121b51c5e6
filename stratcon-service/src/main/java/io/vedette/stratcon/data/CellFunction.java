package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is told of a cell. */
enum CellFunction {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVERAGE,
    STDDEV,
    FIRST,
    LAST,
    /** Change per second since the last sample of the cell before, or, without one, within the cell. */
    DERIVATIVE,
    /** Increases per second over the same time; a decrease is a reset and counts nothing. */
    COUNTER,
    /** Standard deviation of the increases from sample to sample within the cell. */
    COUNTER_STDDEV;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CellFunction> ofWord(String word) {
        for (CellFunction function : values()) {
            if (function.word().equals(word)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** Whether the cell before is needed too. */
    boolean looksBack() {
        return this == DERIVATIVE || this == COUNTER;
    }

    /**
     * @param before the cell of the window before, when it has one
     */
    @Nullable
    Double of(NumericCell cell, @Nullable NumericCell before) {
        return switch (this) {
            case COUNT -> (double) cell.count();
            case SUM -> cell.sum();
            case MIN -> cell.min();
            case MAX -> cell.max();
            case AVERAGE -> cell.average();
            case STDDEV -> cell.stddev();
            case FIRST -> cell.first();
            case LAST -> cell.last();
            case DERIVATIVE -> derivative(cell, before);
            case COUNTER -> counter(cell, before);
            case COUNTER_STDDEV -> Double.isNaN(cell.risesStddev()) ? null : cell.risesStddev();
        };
    }

    private static @Nullable Double derivative(NumericCell cell, @Nullable NumericCell before) {
        double from = before == null ? cell.first() : before.last();
        long fromMs = before == null ? cell.firstMs() : before.lastMs();
        return cell.lastMs() == fromMs ? null : (cell.last() - from) * 1000 / (cell.lastMs() - fromMs);
    }

    private static @Nullable Double counter(NumericCell cell, @Nullable NumericCell before) {
        double step = before == null ? 0 : cell.first() - before.last();
        double risen = cell.rises() + Math.max(0, step);
        long fromMs = before == null ? cell.firstMs() : before.lastMs();
        boolean onlyReset = risen == 0 && (step < 0 || cell.resets() > 0);
        return onlyReset || cell.lastMs() == fromMs ? null : risen * 1000 / (cell.lastMs() - fromMs);
    }
}
