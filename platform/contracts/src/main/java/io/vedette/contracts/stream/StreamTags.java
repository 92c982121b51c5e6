package io.vedette.contracts.stream;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tags that ride in a canonical name, {@code name|ST[category:value,…]}; a part that could not stand there is written as {@code b"<base64>"}. */
public final class StreamTags {
    /** Ends the plain name and opens the list. */
    public static final String OPEN = "|ST[";

    private static final Pattern ENCODED = Pattern.compile("b\"([A-Za-z0-9+/=]+)\"");

    /** A tag as it was before it was encoded for a name. */
    public record Tag(String category, String value) {
        @Override
        public String toString() {
            return category + ":" + value;
        }
    }

    private StreamTags() {}

    /** The name without its tags. */
    public static String plainName(String name) {
        int open = open(name);
        return open < 0 ? name : name.substring(0, open);
    }

    /** Each tag as it stands in the name. */
    public static List<String> written(String name) {
        int open = open(name);
        return open < 0
                ? List.of()
                : Stream.of(name.substring(open + OPEN.length(), name.length() - 1)
                                .split(","))
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }

    /** Each tag, decoded; one without a colon has an empty value. */
    public static List<Tag> of(String name) {
        return written(name).stream()
                .map(tag -> {
                    int colon = tag.indexOf(':');
                    return colon < 0
                            ? new Tag(decoded(tag), "")
                            : new Tag(decoded(tag.substring(0, colon)), decoded(tag.substring(colon + 1)));
                })
                .toList();
    }

    /** What {@code b"…"} stands for; any other text as it is. */
    public static String decoded(String part) {
        var encoded = ENCODED.matcher(part);
        if (!encoded.matches()) {
            return part;
        }
        try {
            return new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    /** A text from outside as a plain name: nothing in it opens a list of tags. */
    public static String asPlainName(String text) {
        return text.replace(OPEN, "_ST[");
    }

    private static int open(String name) {
        return name.endsWith("]") ? name.indexOf(OPEN) : -1;
    }
}
