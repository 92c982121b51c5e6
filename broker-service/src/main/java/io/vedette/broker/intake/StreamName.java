package io.vedette.broker.intake;

import static io.vedette.contracts.stream.StreamTags.OPEN;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Metric names with their tags in the one form that names a stream: {@code name|ST[category:value,…]}, tags sorted, each once, what is not allowed in
 * a tag as {@code b"<base64>"}.
 */
public final class StreamName {
    /** Longest tag, {@code category:value}, in characters. */
    public static final int MAX_TAG = 256;

    private static final String ALLOWED = "`+!@#$%^&'/?._-";

    private final String base;
    private final TreeSet<String> tags = new TreeSet<>();
    private boolean malformed;

    /** Begins a name without tags. */
    public StreamName(String base) {
        this.base = base;
    }

    public StreamName tag(String category, String value) {
        String tag = encoded(category, "") + ":" + encoded(value, ":=");
        malformed |= category.isEmpty() || tag.length() > MAX_TAG;
        tags.add(tag);
        return this;
    }

    /** The canonical name; empty when a tag has no category or is too long. */
    public Optional<String> canonical() {
        if (malformed) {
            return Optional.empty();
        }
        return Optional.of(tags.isEmpty() ? base : base + OPEN + String.join(",", tags) + "]");
    }

    /** The canonical form of a name as somebody wrote it; empty when its tags are malformed. */
    public static Optional<String> canonical(String name) {
        int open = name.indexOf(OPEN);
        if (open < 0) {
            return Optional.of(name);
        }
        if (open == 0 || !name.endsWith("]")) {
            return Optional.empty();
        }
        StreamName canonical = new StreamName(name.substring(0, open));
        String list = name.substring(open + OPEN.length(), name.length() - 1);
        if (!list.isEmpty()) {
            for (String tag : list.split(",", -1)) {
                int colon = tag.indexOf(':');
                if (colon < 0) {
                    return Optional.empty();
                }
                canonical.tag(tag.substring(0, colon), tag.substring(colon + 1));
            }
        }
        return canonical.canonical();
    }

    private static String encoded(String part, String alsoAllowed) {
        if (isEncoded(part) || part.chars().allMatch(c -> isAllowed(c, alsoAllowed))) {
            return part;
        }
        return "b\"" + Base64.getEncoder().encodeToString(part.getBytes(StandardCharsets.UTF_8)) + "\"";
    }

    private static boolean isEncoded(String part) {
        return part.length() > 2
                && part.startsWith("b\"")
                && part.indexOf('"', 2) == part.length() - 1
                && part.substring(2, part.length() - 1).chars().allMatch(c -> isAllowed(c, "="));
    }

    private static boolean isAllowed(int c, String also) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || ALLOWED.indexOf(c) >= 0
                || also.indexOf(c) >= 0;
    }
}
