package io.vedette.broker.filter;

import io.vedette.contracts.proto.config.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What rules look at: one stream of one check.
 *
 * @param metric its name without tags
 * @param tags its tags, decoded
 */
record Subject(String target, String module, String name, String metric, List<Tag> tags) {
    private static final String OPEN = "|ST[";

    record Tag(String category, String value) {}

    /**
     * @param stream the canonical name, tags in it
     */
    static Subject of(Check check, String stream) {
        int open = stream.indexOf(OPEN);
        String metric = open < 0 ? stream : stream.substring(0, open);
        List<Tag> tags = open < 0 ? List.of() : tags(stream.substring(open + OPEN.length(), stream.length() - 1));
        return new Subject(check.getTarget(), check.getType(), check.getName(), metric, tags);
    }

    private static List<Tag> tags(String list) {
        List<Tag> tags = new ArrayList<>();
        for (String tag : list.split(",", -1)) {
            int colon = tag.indexOf(':');
            if (colon > 0) {
                tags.add(new Tag(decoded(tag.substring(0, colon)), decoded(tag.substring(colon + 1))));
            }
        }
        return tags;
    }

    /** A part of a tag as it was before it was encoded for a name. */
    static String decoded(String part) {
        if (part.length() < 3 || !part.startsWith("b\"") || !part.endsWith("\"")) {
            return part;
        }
        try {
            return new String(Base64.getDecoder().decode(part.substring(2, part.length() - 1)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }
}
