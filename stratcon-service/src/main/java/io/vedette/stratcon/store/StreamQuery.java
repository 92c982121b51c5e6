package io.vedette.stratcon.store;

import java.util.List;
import java.util.Locale;

/**
 * A question about streams: {@code category:value} of their tags, a part with {@code *} and {@code ?}, as {@code /regex/} or {@code b"base64"}, joined by
 * {@code and(…)}, {@code or(…)}, {@code not(…)}. {@code __name:} is the metric's name without its tags, {@code __check_uuid:} its check,
 * {@code __activity:from-to} the seconds between which it was seen.
 */
sealed interface StreamQuery {

    /**
     * @throws IllegalArgumentException saying where the text is no query
     */
    static StreamQuery parse(String text) {
        return new StreamQueryReader(text).query();
    }

    /**
     * Writes the condition on a row of the catalogue.
     *
     * @param parameters take the condition's, in its order
     * @param tags asked where a part is a pattern
     */
    void write(StringBuilder sql, List<Object> parameters, KnownTags tags);

    /** Which tags there are. */
    interface KnownTags {
        /** Those whose category and value are so. */
        List<String> like(Word category, Word value);
    }

    /** All of them, any of them, or none of them. */
    record Joined(Join join, List<StreamQuery> parts) implements StreamQuery {
        enum Join {
            AND,
            OR,
            NOT
        }

        @Override
        public void write(StringBuilder sql, List<Object> parameters, KnownTags tags) {
            String between = join == Join.AND ? " and " : " or ";
            sql.append(join == Join.NOT ? "not (" : "(");
            for (int i = 0; i < parts.size(); i++) {
                sql.append(i == 0 ? "" : between);
                parts.get(i).write(sql, parameters, tags);
            }
            sql.append(')');
        }
    }

    /**
     * A text that is the same, or fits an expression.
     *
     * @param text the text, or a regular expression
     * @param part letters and digits that are in every text that fits; empty when none are known
     */
    record Word(String text, boolean isExpression, String part) {
        void write(String of, StringBuilder sql, List<Object> parameters) {
            sql.append(of).append(isExpression ? " ~ ?" : " = ?");
            parameters.add(text);
        }
    }

    /** Some tag has this category and this value. */
    record Tagged(Word category, Word value) implements StreamQuery {
        @Override
        public void write(StringBuilder sql, List<Object> parameters, KnownTags tags) {
            if (!category.isExpression && !value.isExpression) {
                sql.append("tags @> array[?]::text[]");
                parameters.add(category.text + ":" + value.text);
                return;
            }
            sql.append("tags && ?::text[]");
            parameters.add(tags.like(category, value).toArray(String[]::new));
        }
    }

    /** The metric's name without its tags. */
    record Named(Word name) implements StreamQuery {
        @Override
        public void write(StringBuilder sql, List<Object> parameters, KnownTags tags) {
            sql.append('(');
            name.write("split_part(name, '|ST[', 1)", sql, parameters);
            if (!name.part.isEmpty()) {
                sql.append(" and lower(name) like ?");
                parameters.add("%" + name.part.toLowerCase(Locale.ROOT) + "%");
            }
            sql.append(')');
        }
    }

    /** The check's uuid. */
    record OfCheck(Word uuid) implements StreamQuery {
        @Override
        public void write(StringBuilder sql, List<Object> parameters, KnownTags tags) {
            uuid.write("check_uuid::text", sql, parameters);
        }
    }

    /** Seen between two seconds since the epoch. */
    record Active(long fromS, long toS) implements StreamQuery {
        @Override
        public void write(StringBuilder sql, List<Object> parameters, KnownTags tags) {
            sql.append("(last_seen_ms >= ? and first_seen_ms <= ?)");
            parameters.add(fromS * 1000);
            parameters.add(toS * 1000);
        }
    }
}
