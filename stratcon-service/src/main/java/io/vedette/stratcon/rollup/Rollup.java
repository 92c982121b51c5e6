package io.vedette.stratcon.rollup;

import java.util.Optional;

/** The window sizes that are kept. Days are UTC days. */
public enum Rollup {
    MINUTE("1m", 60),
    FIVE_MINUTES("5m", 300),
    HALF_HOUR("30m", 1800),
    HOUR("1h", 3600),
    DAY("1d", 86_400);

    private final String word;
    private final int seconds;

    Rollup(String word, int seconds) {
        this.word = word;
        this.seconds = seconds;
    }

    /** As the API writes it: 1m, 5m, 30m, 1h, 1d. */
    public String word() {
        return word;
    }

    public int seconds() {
        return seconds;
    }

    /** Start of the window that holds a second, epoch s. */
    public long startOf(long epochSecond) {
        return Math.floorDiv(epochSecond, seconds) * seconds;
    }

    public static Optional<Rollup> ofWord(String word) {
        for (Rollup rollup : values()) {
            if (rollup.word.equals(word)) {
                return Optional.of(rollup);
            }
        }
        return Optional.empty();
    }

    /** The coarsest size that windows of so many seconds can be made of; empty when not even minutes can. */
    public static Optional<Rollup> coarsestDividing(int windowSeconds) {
        Optional<Rollup> coarsest = Optional.empty();
        for (Rollup rollup : values()) {
            if (windowSeconds % rollup.seconds == 0) {
                coarsest = Optional.of(rollup);
            }
        }
        return coarsest;
    }
}
