package io.vedette.contracts.stream;

import java.util.List;

/**
 * A question about a stream's tags: {@code category:value}, a part with {@code *} and {@code ?}, as {@code /regex/} or {@code b"base64"}, joined by
 * {@code and(…)}, {@code or(…)}, {@code not(…)}. Who asks says what categories of its own, such as {@code __name}, stand for.
 */
public sealed interface TagQuery {

    /**
     * @throws IllegalArgumentException saying where the text is no query
     */
    static TagQuery parse(String text) {
        return new TagQueryReader(text).query();
    }

    /** All of them. */
    record And(List<TagQuery> parts) implements TagQuery {}

    /** Any of them. */
    record Or(List<TagQuery> parts) implements TagQuery {}

    /** None of them. */
    record Not(List<TagQuery> parts) implements TagQuery {}

    /** Some tag has this category and this value. */
    record Has(Word category, Word value) implements TagQuery {}

    /**
     * What a category or a value is to be.
     *
     * @param text the very text, a glob, or the regular expression that is to be found in it
     */
    record Word(Kind kind, String text) {
        public enum Kind {
            /** The same text. */
            TEXT,
            /** All of it: {@code *} stands for anything, {@code ?} for one character, a line's end too; all else for itself. */
            GLOB,
            /** The expression is found somewhere. */
            FOUND
        }

        static Word any() {
            return new Word(Kind.FOUND, "");
        }
    }
}
