package io.vedette.broker.statsd;

import io.vedette.broker.statsd.StatsdValue.Kind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line in its plainest form, {@code key:number|type[|@rate][|#tags]} with one value, read from its bytes without making anything of them: {@link
 * StatsdLine} reads all others and says what is wrong with them. Key and tags as they were written name the stream to who has seen them before. Belongs to
 * one thread.
 */
final class PlainLine {
    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int MOST_DIGITS = 15;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int keyFrom;
    private int keyTo;
    private int tagsFrom;
    private int tagsTo;
    private long hash;
    private @Nullable Kind kind;
    private double number;
    private double rate;
    private boolean signed;

    /**
     * Reads the line that begins there.
     *
     * @return whether it is a plain one; when not, nothing is known of it
     */
    boolean read(byte[] line, int from, int to) {
        bytes = line;
        at = from;
        end = to;
        keyFrom = from;
        rate = 1;
        return key() && value() && type() && rest();
    }

    /** Where its line feed is, or the end. */
    int lineEnd() {
        return at;
    }

    long hash() {
        return hash;
    }

    double number() {
        return number;
    }

    double rate() {
        return rate;
    }

    /** Whether the number has a sign: of a gauge, that it is added. */
    boolean isSigned() {
        return signed;
    }

    /** Key and tags in one, as an index keeps them. */
    byte[] raw() {
        int key = keyTo - keyFrom;
        byte[] raw = Arrays.copyOf(Arrays.copyOfRange(bytes, keyFrom, keyTo), key + tagsTo - tagsFrom);
        System.arraycopy(bytes, tagsFrom, raw, key, tagsTo - tagsFrom);
        return raw;
    }

    /** Whether these are the key and tags, the key being so long. */
    boolean isRaw(byte[] raw, int keyLength) {
        return keyLength == keyTo - keyFrom
                && raw.length == keyLength + tagsTo - tagsFrom
                && Arrays.equals(raw, 0, keyLength, bytes, keyFrom, keyTo)
                && Arrays.equals(raw, keyLength, raw.length, bytes, tagsFrom, tagsTo);
    }

    int keyLength() {
        return keyTo - keyFrom;
    }

    boolean isOf(Kind wanted) {
        return kind == wanted;
    }

    private boolean key() {
        byte[] from = bytes;
        long mixed = SEED;
        int i = at;
        for (; i < end; i++) {
            byte b = from[i];
            if (b == ':') {
                break;
            }
            if (b == '\n' || b == '|') {
                return false;
            }
            mixed = (mixed ^ b) * PRIME;
        }
        hash = mixed;
        keyTo = i;
        at = i + 1;
        return i > keyFrom && at < end;
    }

    private boolean value() {
        byte first = bytes[at];
        signed = first == '-' || first == '+';
        if (signed) {
            at++;
        }
        number = decimal();
        if (first == '-') {
            number = -number;
        }
        return !Double.isNaN(number) && at < end && bytes[at++] == '|';
    }

    /** Digits with a point or none; not a number when they are none or many. */
    private double decimal() {
        long mantissa = 0;
        int digits = 0;
        int point = -1;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
            } else if (bytes[at] == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
            if (digits > MOST_DIGITS) {
                return Double.NaN;
            }
        }
        return digits == 0 ? Double.NaN : point < 0 ? mantissa : mantissa / POWERS[digits - point];
    }

    private boolean type() {
        kind = null;
        if (at < end) {
            byte type = bytes[at++];
            if (type == 'm' && at < end && bytes[at] == 's') {
                at++;
                kind = Kind.TIMING;
            } else {
                kind = switch (type) {
                    case 'c' -> Kind.COUNTER;
                    case 'g' -> Kind.GAUGE;
                    case 'h', 'd' -> Kind.TIMING;
                    default -> null;
                };
            }
        }
        return kind != null;
    }

    private boolean rest() {
        if (at + 1 < end && bytes[at] == '|' && bytes[at + 1] == '@') {
            at += 2;
            rate = decimal();
            if (!StatsdLine.isRate(rate)) {
                return false;
            }
        }
        tagsFrom = at;
        tagsTo = at;
        if (at + 1 < end && bytes[at] == '|' && bytes[at + 1] == '#' && !tags()) {
            return false;
        }
        if (at < end && bytes[at] == '\r') {
            at++;
        }
        hash = (hash ^ (kind == null ? 0 : kind.code())) * PRIME;
        return at == end || bytes[at] == '\n';
    }

    private boolean tags() {
        long mixed = hash;
        at += 2;
        tagsFrom = at;
        for (; at < end; at++) {
            byte b = bytes[at];
            if (b == '\n' || b == '\r' || b == '|') {
                break;
            }
            mixed = (mixed ^ b) * PRIME;
        }
        tagsTo = at;
        hash = mixed;
        return tagsTo > tagsFrom;
    }
}
