package io.vedette.broker.lineprotocol;

import java.util.Optional;

/** Unit of a line's timestamp. */
enum Precision {
    NANOSECONDS(1, 1_000_000),
    MICROSECONDS(1, 1_000),
    MILLISECONDS(1, 1),
    SECONDS(1_000, 1),
    MINUTES(60_000, 1),
    HOURS(3_600_000, 1);

    private final long times;
    private final long over;

    Precision(long times, long over) {
        this.times = times;
        this.over = over;
    }

    /** As both versions of the write API name it; nanoseconds when nothing is said. Empty for a word that is none. */
    static Optional<Precision> of(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "", "ns", "n" -> NANOSECONDS;
                    case "us", "u", "µ" -> MICROSECONDS;
                    case "ms" -> MILLISECONDS;
                    case "s" -> SECONDS;
                    case "m" -> MINUTES;
                    case "h" -> HOURS;
                    default -> null;
                });
    }

    /** Epoch ms, rounded down. */
    long toMillis(long stamp) throws BadLineException {
        long ms = Math.floorDiv(stamp, over);
        if (ms > Long.MAX_VALUE / times || ms < Long.MIN_VALUE / times) {
            throw new BadLineException("bad_timestamp");
        }
        return ms * times;
    }
}
