package io.vedette.contracts.histogram;

/**
 * One bin: two decimal digits and an exponent. The bins of a decade are 90 of equal width; zero has one of its own, what is no number another. Coded in two
 * bytes: the digits (10 to 99, negative below zero, 0 for zero, -1 for no number) and the exponent.
 */
final class Bin {
    static final short ZERO = 0;
    static final short NOT_A_NUMBER = (short) 0xff00;

    private static final int LOWEST = -128;
    private static final int HIGHEST = 127;
    private static final double[] POWERS = new double[HIGHEST - LOWEST + 1];

    static {
        for (int exponent = LOWEST; exponent <= HIGHEST; exponent++) {
            POWERS[exponent - LOWEST] = Double.parseDouble("1e" + exponent);
        }
    }

    private Bin() {}

    /** The bin of a value; too small a one is zero, too large a one none. */
    static short of(double value) {
        if (!Double.isFinite(value)) {
            return NOT_A_NUMBER;
        }
        double size = Math.abs(value);
        if (size == 0) {
            return ZERO;
        }
        int exponent = (int) Math.floor(Math.log10(size));
        if (exponent < LOWEST) {
            return ZERO;
        }
        if (exponent > HIGHEST) {
            return NOT_A_NUMBER;
        }
        // A hair more, since 0.11 is less than 11 hundredths in binary.
        int digits = (int) Math.floor(size / power(exponent) * 10 + 1e-13);
        if (digits == 100) {
            digits = 10;
            exponent++;
        }
        if (digits < 10) {
            // The logarithm was a hair too large.
            digits = (int) Math.floor(size / power(exponent - 1) * 10 + 1e-13);
            exponent--;
        }
        return exponent > HIGHEST ? NOT_A_NUMBER : code(value < 0 ? -digits : digits, exponent);
    }

    static short code(int digits, int exponent) {
        return (short) (digits << 8 | (exponent & 0xff));
    }

    static int digits(short bin) {
        return bin >> 8;
    }

    static int exponent(short bin) {
        return (byte) bin;
    }

    /** Whether these two bytes are a bin: two digits, zero, or the one bin of what is no number. */
    static boolean isValid(short bin) {
        int size = Math.abs(digits(bin));
        return (size >= 10 && size <= 99) || bin == ZERO || bin == NOT_A_NUMBER;
    }

    /** The end of the bin that is nearer to zero. */
    static double value(short bin) {
        return digits(bin) / 10.0 * power(exponent(bin));
    }

    static double width(short bin) {
        return bin == ZERO ? 0 : power(exponent(bin)) / 10;
    }

    /** The lower end. */
    static double left(short bin) {
        return digits(bin) < 0 ? value(bin) - width(bin) : value(bin);
    }

    static double middle(short bin) {
        return left(bin) + width(bin) / 2;
    }

    /** By value; what is no number comes first. */
    static int compare(short a, short b) {
        if (a == b) {
            return 0;
        }
        if (a == NOT_A_NUMBER || b == NOT_A_NUMBER) {
            return a == NOT_A_NUMBER ? -1 : 1;
        }
        int sign = Integer.signum(digits(a));
        if (sign != Integer.signum(digits(b)) || sign == 0) {
            return Integer.compare(digits(a), digits(b));
        }
        int byExponent = Integer.compare(exponent(a), exponent(b)) * sign;
        return byExponent != 0 ? byExponent : Integer.compare(digits(a), digits(b));
    }

    private static double power(int exponent) {
        return exponent < LOWEST ? 0 : POWERS[exponent - LOWEST];
    }
}
