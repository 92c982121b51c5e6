package io.vedette.broker.statsd;

import io.vedette.broker.statsd.StatsdValue.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads one line: {@code name[,k=v…|;k=v…|[k=v,…]]:value|type[|@rate][:value|type…][|#k:v,…]}; what DogStatsD says beyond that (container, time) is left
 * out. Names are cleaned as Circonus does: white space becomes
 * {@code _}, a slash {@code -}, and what is not a letter, digit or one of <code>=`._-</code> is dropped.
 */
final class StatsdLine {
    static final int LONGEST = 8192;

    /** A value sent more rarely than this would count as more than a million. */
    private static final double LOWEST_RATE = 1e-6;

    private StatsdLine() {}

    /**
     * @return its values, at least one
     * @throws StatsdLineException with the reason: {@code too_long}, {@code no_value}, {@code no_name}, {@code bad_tag}, {@code bad_type},
     *     {@code bad_number}, {@code bad_rate}
     */
    static List<StatsdValue> parse(String line) throws StatsdLineException {
        if (line.length() > LONGEST) {
            throw new StatsdLineException("too_long");
        }
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new StatsdLineException("no_value");
        }
        List<Map.Entry<String, String>> tags = new ArrayList<>();
        String name = head(line.substring(0, colon), tags);
        String values = line.substring(colon + 1);
        int hash = values.indexOf("|#");
        if (hash >= 0) {
            datadogTags(values.substring(hash + 2), tags);
            values = values.substring(0, hash);
        }
        List<StatsdValue> parsed = new ArrayList<>();
        for (String value : withoutContainer(values).split(":", -1)) {
            parsed.add(value(name, tags, value));
        }
        return parsed;
    }

    /** DogStatsD's {@code |c:<container>} behind a type; behind a value {@code |c:} ends a counter and begins the next value. */
    private static String withoutContainer(String values) {
        int field = values.indexOf("|c:", values.indexOf('|') + 1);
        while (field >= 0) {
            int begin = Math.max(values.lastIndexOf(':', field), -1) + 1;
            if (values.substring(begin, field).indexOf('|') >= 0) {
                return values.substring(0, field);
            }
            field = values.indexOf("|c:", field + 1);
        }
        return values;
    }

    private static String head(String head, List<Map.Entry<String, String>> tags) throws StatsdLineException {
        String[] parts = signalFx(head).split("[,;]", -1);
        String name = cleaned(parts[0]);
        if (name.isEmpty()) {
            throw new StatsdLineException("no_name");
        }
        for (int i = 1; i < parts.length; i++) {
            tags.add(tag(parts[i], '='));
        }
        return name;
    }

    /** SignalFx writes {@code name[k=v,…]rest} for {@code namerest,k=v,…}. */
    private static String signalFx(String head) {
        int open = head.indexOf('[');
        int close = head.indexOf(']', open + 1);
        return open <= 0 || close < 0
                ? head
                : head.substring(0, open) + head.substring(close + 1) + "," + head.substring(open + 1, close);
    }

    private static void datadogTags(String text, List<Map.Entry<String, String>> tags) throws StatsdLineException {
        int end = text.indexOf('|');
        for (String part : (end < 0 ? text : text.substring(0, end)).split(",", -1)) {
            tags.add(tag(part.indexOf(':') < 0 ? part + ":" : part, ':'));
        }
    }

    private static Map.Entry<String, String> tag(String text, char separator) throws StatsdLineException {
        int at = text.indexOf(separator);
        if (at <= 0) {
            throw new StatsdLineException("bad_tag");
        }
        return Map.entry(text.substring(0, at).strip(), text.substring(at + 1).strip());
    }

    private static StatsdValue value(String name, List<Map.Entry<String, String>> tags, String text)
            throws StatsdLineException {
        String[] parts = text.split("\\|", -1);
        if (parts.length < 2) {
            throw new StatsdLineException("bad_type");
        }
        Kind kind = kind(parts[1].strip());
        double rate = 1;
        for (int i = 2; i < parts.length; i++) {
            if (parts[i].startsWith("@")) {
                rate = rate(parts[i].substring(1));
            }
        }
        String value = parts[0].strip();
        boolean isSet = kind == Kind.SET;
        boolean isChange = kind == Kind.GAUGE && (value.startsWith("+") || value.startsWith("-"));
        return new StatsdValue(
                name, tags, kind, isSet ? 0 : number(value, "bad_number"), isSet ? value : "", isChange, rate);
    }

    private static Kind kind(String type) throws StatsdLineException {
        return switch (type) {
            case "c" -> Kind.COUNTER;
            case "g" -> Kind.GAUGE;
            case "ms", "h", "d" -> Kind.TIMING;
            case "s" -> Kind.SET;
            default -> throw new StatsdLineException("bad_type");
        };
    }

    private static double rate(String text) throws StatsdLineException {
        double rate = number(text, "bad_rate");
        if (!isRate(rate)) {
            throw new StatsdLineException("bad_rate");
        }
        return rate;
    }

    static boolean isRate(double rate) {
        return rate >= LOWEST_RATE && rate <= 1;
    }

    private static double number(String text, String reason) throws StatsdLineException {
        // Java's own forms (1d, 0x1p3, NaN) are nobody's on the wire.
        if (text.isEmpty() || !text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
            throw new StatsdLineException(reason);
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StatsdLineException(reason);
        }
        throw new StatsdLineException(reason);
    }

    private static String cleaned(String name) {
        StringBuilder clean = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isWhitespace(c)) {
                clean.append('_');
            } else if (c == '/') {
                clean.append('-');
            } else if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "=`._-".indexOf(c) >= 0) {
                clean.append(c);
            }
        }
        return clean.toString();
    }
}
