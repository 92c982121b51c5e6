package io.vedette.stratcon.store;

import io.vedette.stratcon.store.StreamQuery.Joined.Join;
import io.vedette.stratcon.store.StreamQuery.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the text of a {@link StreamQuery}. One use. */
final class StreamQueryReader {
    private static final int DEEPEST = 32;
    private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9_ -]");

    private final String text;
    private int at;
    private int depth;

    StreamQueryReader(String text) {
        this.text = text;
    }

    StreamQuery query() {
        StreamQuery query = part();
        skipBlanks();
        if (at < text.length()) {
            throw wrong("nothing more is expected");
        }
        return query;
    }

    private StreamQuery part() {
        if (++depth > DEEPEST) {
            throw wrong("too deep");
        }
        skipBlanks();
        StreamQuery part = isNext("and(")
                ? new StreamQuery.Joined(Join.AND, list())
                : isNext("or(")
                        ? new StreamQuery.Joined(Join.OR, list())
                        : isNext("not(") ? new StreamQuery.Joined(Join.NOT, list()) : term();
        depth--;
        return part;
    }

    private List<StreamQuery> list() {
        List<StreamQuery> parts = new ArrayList<>();
        do {
            parts.add(part());
            skipBlanks();
        } while (isNext(","));
        if (!isNext(")")) {
            throw wrong("a , or ) is expected");
        }
        return List.copyOf(parts);
    }

    private StreamQuery term() {
        Word category = word(":,)");
        Word value = isNext(":") ? word(",)") : new Word("", true, "");
        return switch (category.text()) {
            case "__name" -> new StreamQuery.Named(value);
            case "__check_uuid" -> new StreamQuery.OfCheck(value);
            case "__activity" -> activity(value.text());
            default -> new StreamQuery.Tagged(category, value);
        };
    }

    private StreamQuery activity(String range) {
        String[] ends = range.split("-", 2);
        if (ends.length != 2) {
            throw wrong("an activity is <second>-<second>");
        }
        return new StreamQuery.Active(
                ends[0].isEmpty() ? 0 : Long.parseLong(ends[0]),
                ends[1].isEmpty() ? Integer.MAX_VALUE : Long.parseLong(ends[1]));
    }

    private Word word(String ends) {
        skipBlanks();
        if (isNext("/")) {
            return expression();
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
        String decoded = StreamTags.decoded(word);
        boolean isGlob = decoded.equals(word) && (word.contains("*") || word.contains("?"));
        return isGlob ? new Word(glob(word), true, longest(word)) : new Word(decoded, false, longest(decoded));
    }

    private Word expression() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '/') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong("the expression has no end");
        }
        String expression = text.substring(from, at++).replace("\\/", "/");
        Pattern.compile(expression);
        return new Word(expression, true, "");
    }

    private static String longest(String word) {
        return NO_WORD.splitAsStream(word)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String glob(String word) {
        StringBuilder expression = new StringBuilder("^");
        for (String piece : word.split("(?=[*?])|(?<=[*?])", -1)) {
            expression.append(
                    switch (piece) {
                        case "*" -> ".*";
                        case "?" -> ".";
                        default -> SPECIAL.matcher(piece).replaceAll("\\\\$0");
                    });
        }
        return expression.append('$').toString();
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
        return new IllegalArgumentException("character " + at + ": " + reason);
    }
}
