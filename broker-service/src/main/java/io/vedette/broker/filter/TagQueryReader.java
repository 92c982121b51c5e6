package io.vedette.broker.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the text of a {@link TagQuery}. One use. */
final class TagQueryReader {
    private static final int DEEPEST = 32;

    private final String text;
    private int at;
    private int depth;

    TagQueryReader(String text) {
        this.text = text;
    }

    TagQuery query() {
        TagQuery query = part();
        skipBlanks();
        if (at < text.length()) {
            throw wrong("nothing more is expected");
        }
        return query;
    }

    private TagQuery part() {
        if (++depth > DEEPEST) {
            throw wrong("too deep");
        }
        skipBlanks();
        TagQuery part = isNext("and(")
                ? new TagQuery.And(list())
                : isNext("or(") ? new TagQuery.Or(list()) : isNext("not(") ? new TagQuery.Not(list()) : tag();
        depth--;
        return part;
    }

    private List<TagQuery> list() {
        List<TagQuery> parts = new ArrayList<>();
        do {
            parts.add(part());
            skipBlanks();
        } while (isNext(","));
        if (!isNext(")")) {
            throw wrong("a , or ) is expected");
        }
        return List.copyOf(parts);
    }

    private TagQuery tag() {
        Pattern category = word(":,)");
        return new TagQuery.Has(category, isNext(":") ? word(",)") : Pattern.compile(""));
    }

    private Pattern word(String ends) {
        if (isNext("/")) {
            return regex();
        }
        int from = at;
        boolean quoted = false;
        while (at < text.length() && (quoted || ends.indexOf(text.charAt(at)) < 0)) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        String word = text.substring(from, at).strip();
        if (word.isEmpty()) {
            throw wrong("a tag is expected");
        }
        String decoded = Subject.decoded(word);
        return decoded.equals(word) ? glob(word) : Pattern.compile("\\A" + Pattern.quote(decoded) + "\\z");
    }

    private Pattern regex() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '/') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong("the expression has no end");
        }
        return Pattern.compile(text.substring(from, at++).replace("\\/", "/"));
    }

    private static Pattern glob(String word) {
        StringBuilder pattern = new StringBuilder("\\A");
        for (String piece : word.split("(?=[*?])|(?<=[*?])", -1)) {
            pattern.append(
                    switch (piece) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        default -> Pattern.quote(piece);
                    });
        }
        return Pattern.compile(pattern.append("\\z").toString(), Pattern.DOTALL);
    }

    private boolean isNext(String word) {
        boolean is = text.startsWith(word, at);
        at += is ? word.length() : 0;
        return is;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String reason) {
        return new IllegalArgumentException("tag query, character " + at + ": " + reason);
    }
}
