package io.vedette.broker.filter;

import io.vedette.contracts.stream.StreamTags.Tag;
import io.vedette.contracts.stream.TagQuery;
import io.vedette.contracts.stream.TagQuery.Word;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A tag query made ready to be asked of many streams; the category {@code __name} stands for the metric's name. */
final class TagCondition {
    private static final String NAME = "__name";

    private TagCondition() {}

    /** Around each star and question mark. */
    private static final Pattern EACH = Pattern.compile("(?=[*?])|(?<=[*?])");

    /**
     * @throws IllegalArgumentException saying where the text is no query
     */
    static Predicate<Subject> of(String query) {
        return of(TagQuery.parse(query));
    }

    private static Predicate<Subject> of(TagQuery query) {
        return switch (query) {
            case TagQuery.And and -> {
                List<Predicate<Subject>> all = of(and.parts());
                yield subject -> all.stream().allMatch(one -> one.test(subject));
            }
            case TagQuery.Or or -> any(or.parts());
            case TagQuery.Not not -> any(not.parts()).negate();
            case TagQuery.Has has -> has(pattern(has.category()), pattern(has.value()));
        };
    }

    private static Predicate<Subject> any(List<TagQuery> parts) {
        List<Predicate<Subject>> any = of(parts);
        return subject -> any.stream().anyMatch(one -> one.test(subject));
    }

    private static List<Predicate<Subject>> of(List<TagQuery> parts) {
        return parts.stream().map(TagCondition::of).toList();
    }

    private static Predicate<Subject> has(Pattern category, Pattern value) {
        Predicate<Tag> fits = tag -> isFound(category, tag.category()) && isFound(value, tag.value());
        return subject -> fits.test(new Tag(NAME, subject.metric()))
                || subject.tags().stream().anyMatch(fits);
    }

    private static Pattern pattern(Word word) {
        return switch (word.kind()) {
            case TEXT -> Pattern.compile("\\A" + Pattern.quote(word.text()) + "\\z");
            case GLOB -> Pattern.compile("\\A" + expression(word.text()) + "\\z", Pattern.DOTALL);
            case FOUND -> Pattern.compile(word.text());
        };
    }

    private static String expression(String glob) {
        return EACH.splitAsStream(glob)
                .map(piece -> switch (piece) {
                    case "*" -> ".*";
                    case "?" -> ".";
                    default -> Pattern.quote(piece);
                })
                .collect(Collectors.joining());
    }

    private static boolean isFound(Pattern pattern, String text) {
        return BoundedText.matcher(pattern, text).find();
    }
}
