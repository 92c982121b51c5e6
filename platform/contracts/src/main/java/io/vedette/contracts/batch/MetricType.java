package io.vedette.contracts.batch;

/** The metric types of Circonus, with their one-letter codes: {@code i I l L n s h H}. */
public enum MetricType {
    INT32('i'),
    UINT32('I'),
    INT64('l'),
    UINT64('L'),
    DOUBLE('n'),
    TEXT('s'),
    /** Histogram of what was seen since the last one (delta). */
    HISTOGRAM('h'),
    /** Histogram of all that was ever seen (cumulative). */
    CUMULATIVE_HISTOGRAM('H');

    private final char code;

    MetricType(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /** Numbers: everything but text and histograms. */
    public boolean isNumeric() {
        return switch (this) {
            case INT32, UINT32, INT64, UINT64, DOUBLE -> true;
            case TEXT, HISTOGRAM, CUMULATIVE_HISTOGRAM -> false;
        };
    }

    /** Whether values travel as whole numbers of 64 bits. */
    public boolean isWhole() {
        return switch (this) {
            case INT32, UINT32, INT64, UINT64 -> true;
            case DOUBLE, TEXT, HISTOGRAM, CUMULATIVE_HISTOGRAM -> false;
        };
    }

    /**
     * @param code one of {@code i I l L n s h H}
     * @throws IllegalArgumentException for any other code
     */
    public static MetricType ofCode(int code) {
        return switch (code) {
            case 'i' -> INT32;
            case 'I' -> UINT32;
            case 'l' -> INT64;
            case 'L' -> UINT64;
            case 'n' -> DOUBLE;
            case 's' -> TEXT;
            case 'h' -> HISTOGRAM;
            case 'H' -> CUMULATIVE_HISTOGRAM;
            default -> throw new IllegalArgumentException("unknown metric type '" + (char) code + "'");
        };
    }
}
