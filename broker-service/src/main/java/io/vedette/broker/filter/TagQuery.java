package io.vedette.broker.filter;

import io.vedette.broker.filter.Subject.Tag;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A question about a stream's tags: {@code category:value} with globs, a part as {@code /regex/} or {@code b"base64"}, joined by {@code and(…)},
 * {@code or(…)}, {@code not(…)}; the category {@code __name} stands for the metric's name.
 */
sealed interface TagQuery {

    boolean matches(Subject subject);

    /**
     * @throws IllegalArgumentException saying where the text is no query
     */
    static TagQuery parse(String text) {
        return new TagQueryReader(text).query();
    }

    /** All of them. */
    record And(List<TagQuery> parts) implements TagQuery {
        @Override
        public boolean matches(Subject subject) {
            return parts.stream().allMatch(part -> part.matches(subject));
        }
    }

    /** Any of them. */
    record Or(List<TagQuery> parts) implements TagQuery {
        @Override
        public boolean matches(Subject subject) {
            return parts.stream().anyMatch(part -> part.matches(subject));
        }
    }

    /** None of them. */
    record Not(List<TagQuery> parts) implements TagQuery {
        @Override
        public boolean matches(Subject subject) {
            return parts.stream().noneMatch(part -> part.matches(subject));
        }
    }

    /** Some tag has this category and this value. */
    record Has(Pattern category, Pattern value) implements TagQuery {
        private static final String NAME = "__name";

        @Override
        public boolean matches(Subject subject) {
            return fits(new Tag(NAME, subject.metric()))
                    || subject.tags().stream().anyMatch(this::fits);
        }

        private boolean fits(Tag tag) {
            return isFound(category, tag.category()) && isFound(value, tag.value());
        }

        private static boolean isFound(Pattern pattern, String text) {
            return BoundedText.matcher(pattern, text).find();
        }
    }
}
