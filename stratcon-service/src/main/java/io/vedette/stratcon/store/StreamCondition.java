package io.vedette.stratcon.store;

import io.vedette.contracts.stream.TagQuery;
import io.vedette.contracts.stream.TagQuery.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A tag query as a condition on a row of the catalogue. {@code __name:} is the metric's name without its tags, {@code __check_uuid:} its check,
 * {@code __activity:from-to} the seconds between which it was seen.
 */
final class StreamCondition {
    /** An index of trigrams answers it. */
    static final String NAME_HAS = "lower(name) like lower(? collate \"C\")";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final KnownTags tags;
    private final UnaryOperator<String> rare;

    /** Which tags there are. */
    interface KnownTags {
        /** Those whose category and value are so. */
        List<String> like(Word category, Word value);
    }

    /**
     * @param tags asked where a part is an expression
     * @param rare of a glob, what an index does well to look for, see {@link RareParts}
     * @throws IllegalArgumentException saying where the text is no query
     */
    StreamCondition(String query, KnownTags tags, UnaryOperator<String> rare) {
        this.tags = tags;
        this.rare = rare;
        write(TagQuery.parse(query), true);
    }

    String sql() {
        return sql.toString();
    }

    /** The condition's, in its order. */
    List<Object> parameters() {
        return parameters;
    }

    /**
     * @param isWanted whether rows it is true of are looked for, rather than left out
     */
    private void write(TagQuery query, boolean isWanted) {
        switch (query) {
            case TagQuery.And and -> join("(", " and ", and.parts(), isWanted);
            case TagQuery.Or or -> join("(", " or ", or.parts(), isWanted);
            case TagQuery.Not not -> join("not (", " or ", not.parts(), !isWanted);
            case TagQuery.Has(Word category, Word value) -> {
                switch (category.text()) {
                    case "__name" -> name(value, isWanted);
                    case "__check_uuid" -> word("check_uuid::text", value, sql, parameters);
                    case "__activity" -> activity(value.text());
                    default -> tag(category, value);
                }
            }
        }
    }

    private void join(String open, String between, List<TagQuery> parts, boolean isWanted) {
        sql.append(open);
        for (int i = 0; i < parts.size(); i++) {
            sql.append(i == 0 ? "" : between);
            write(parts.get(i), isWanted);
        }
        sql.append(')');
    }

    private void name(Word name, boolean isWanted) {
        sql.append('(');
        word("split_part(name, '|ST[', 1)", name, sql, parameters);
        // An index finds rows; to leave some out, one look at each is enough.
        if (isWanted && name.kind() != Word.Kind.FOUND) {
            sql.append(" and ").append(NAME_HAS);
            parameters.add(containing(TagRows.storable(rare.apply(name.text()))));
        }
        sql.append(')');
    }

    private void activity(String range) {
        String[] ends = range.split("-", 2);
        if (ends.length != 2) {
            throw new IllegalArgumentException("tag query, __activity:" + range + ": is not <second>-<second>");
        }
        long from = ends[0].isEmpty() ? 0 : Long.parseLong(ends[0]);
        long to = ends[1].isEmpty() ? Integer.MAX_VALUE : Long.parseLong(ends[1]);
        sql.append("(last_seen_ms >= ? and first_seen_ms <= ?)");
        parameters.add(from * 1000);
        parameters.add(to * 1000);
    }

    private void tag(Word category, Word value) {
        if (category.kind() == Word.Kind.TEXT && value.kind() == Word.Kind.TEXT) {
            sql.append("tags @> array[?]::text[]");
            parameters.add(TagRows.storable(category.text() + ":" + value.text()));
        } else {
            sql.append("tags && ?::text[]");
            parameters.add(tags.like(category, value).toArray(String[]::new));
        }
    }

    /** Appends that the value of an expression in SQL is so. */
    static void word(String of, Word word, StringBuilder sql, List<Object> parameters) {
        String text = TagRows.storable(word.text());
        switch (word.kind()) {
            case TEXT -> sql.append(of).append(" = ?");
            case GLOB -> sql.append(of).append(" like ?");
            case FOUND -> sql.append(of).append(" ~ ?");
        }
        parameters.add(word.kind() == Word.Kind.GLOB ? like(text) : text);
    }

    /** The pattern of what a glob is a part of. */
    static String containing(String glob) {
        return "%" + like(glob) + "%";
    }

    /** The pattern of a glob. */
    static String like(String glob) {
        String escaped = glob.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return escaped.replace('*', '%').replace('?', '_');
    }
}
