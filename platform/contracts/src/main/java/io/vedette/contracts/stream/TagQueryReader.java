package io.vedette.contracts.stream;

import io.vedette.contracts.stream.TagQuery.Word;
import io.vedette.contracts.stream.TagQuery.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
        Word category = word(":,)");
        return new TagQuery.Has(category, isNext(":") ? word(",)") : Word.any());
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
        return new Word(isGlob ? Kind.GLOB : Kind.TEXT, decoded);
    }

    private Word expression() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '/') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong("the expression has no end");
        }
        String expression = text.substring(from, at).replace("\\/", "/");
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw wrong("no regular expression: " + e.getDescription());
        }
        at++;
        return new Word(Kind.FOUND, expression);
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
