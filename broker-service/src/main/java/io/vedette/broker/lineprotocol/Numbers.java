package io.vedette.broker.lineprotocol;

import java.nio.charset.StandardCharsets;

/** Numbers out of bytes, without texts in between where the number is an ordinary one. */
final class Numbers {
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS = new double[23];

    static {
        double power = 1;
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private Numbers() {}

    /** A whole number with or without a sign; throws when it is none or has more than 64 bits. */
    static long whole(byte[] bytes, int from, int to, String reason) throws BadLineException {
        boolean negative = from < to && bytes[from] == '-';
        int at = negative || (from < to && bytes[from] == '+') ? from + 1 : from;
        if (at == to) {
            throw new BadLineException(reason);
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            // Counted downwards, since there is one negative number more.
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
                throw new BadLineException(reason);
            }
            value = value * 10 - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            throw new BadLineException(reason);
        }
        return negative ? value : -value;
    }

    /** A number without a sign, of 64 bits. */
    static long unsigned(byte[] bytes, int from, int to) throws BadLineException {
        try {
            return Long.parseUnsignedLong(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw new BadLineException("bad_number");
        }
    }

    /** A decimal number, finite. */
    static double real(byte[] bytes, int from, int to) throws BadLineException {
        long mantissa = 0;
        int scale = 0;
        boolean point = false;
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        if (at == to) {
            throw new BadLineException("bad_number");
        }
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9 && mantissa < EXACT / 10) {
                mantissa = mantissa * 10 + digit;
                scale += point ? 1 : 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                return slow(bytes, from, to);
            }
        }
        if (scale >= POWERS.length) {
            return slow(bytes, from, to);
        }
        double value = mantissa / POWERS[scale];
        boolean digits = to - from > (point ? 1 : 0) + (bytes[from] == '-' || bytes[from] == '+' ? 1 : 0);
        if (!digits) {
            throw new BadLineException("bad_number");
        }
        return bytes[from] == '-' ? -value : value;
    }

    private static double slow(byte[] bytes, int from, int to) throws BadLineException {
        for (int i = from; i < to; i++) {
            // Java's own forms (1d, 0x1p3, NaN) are nobody's on the wire.
            if ("0123456789+-.eE".indexOf(bytes[i]) < 0) {
                throw new BadLineException("bad_number");
            }
        }
        try {
            double value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadLineException("bad_number");
        }
        throw new BadLineException("bad_number");
    }
}
