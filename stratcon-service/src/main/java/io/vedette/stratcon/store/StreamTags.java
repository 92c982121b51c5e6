package io.vedette.stratcon.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** The tags that ride in a stream's name: {@code name|ST[category:value,…]}, a part maybe as {@code b"base64"}. */
final class StreamTags {
    private static final String BEGIN = "|ST[";
    private static final Pattern ENCODED = Pattern.compile("b\"([A-Za-z0-9+/=]*)\"");

    private StreamTags() {}

    /** {@code category:value} each, decoded; empty for a name without tags. */
    static String[] of(String name) {
        int begin = name.indexOf(BEGIN);
        if (begin < 0 || !name.endsWith("]")) {
            return new String[0];
        }
        return Arrays.stream(name.substring(begin + BEGIN.length(), name.length() - 1)
                        .split(","))
                .map(StreamTags::tag)
                .toArray(String[]::new);
    }

    /** What {@code b"…"} stands for; any other text as it is. */
    static String decoded(String part) {
        var encoded = ENCODED.matcher(part);
        if (!encoded.matches()) {
            return part;
        }
        try {
            return new String(Base64.getDecoder().decode(encoded.group(1)), StandardCharsets.UTF_8)
                    .replace('\0', '\uFFFD');
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    private static String tag(String tag) {
        int colon = tag.indexOf(':');
        return colon < 0
                ? decoded(tag) + ":"
                : decoded(tag.substring(0, colon)) + ":" + decoded(tag.substring(colon + 1));
    }
}
