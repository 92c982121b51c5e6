package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.contracts.stream.StreamTags;
import io.vedette.contracts.stream.TagQuery.Word;
import io.vedette.stratcon.store.StreamCondition.KnownTags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tags that any stream has, as rows. */
final class TagRows implements KnownTags {
    private final JdbcTemplate jdbc;

    TagRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** {@code category:value} each, as rows have them. */
    static String[] of(StreamId stream) {
        return StreamTags.of(stream.name()).stream()
                .map(tag -> storable(tag.toString()))
                .toArray(String[]::new);
    }

    /** Postgres keeps no NUL in a text. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    /** Enters those that were never seen, in the order of their rows. */
    void enter(Collection<StreamId> streams) {
        String[] tags = streams.stream()
                .flatMap(stream -> Arrays.stream(of(stream)))
                .distinct()
                .sorted()
                .toArray(String[]::new);
        if (tags.length > 0) {
            jdbc.update("insert into stream_tag select unnest(?) order by 1 on conflict do nothing", (Object) tags);
        }
    }

    @Override
    public List<String> like(Word category, Word value) {
        StringBuilder sql = new StringBuilder("select tag from stream_tag where ");
        List<Object> parameters = new ArrayList<>();
        StreamCondition.word("split_part(tag, ':', 1)", category, sql, parameters);
        sql.append(" and ");
        StreamCondition.word("substr(tag, strpos(tag, ':') + 1)", value, sql, parameters);
        return jdbc.queryForList(sql.toString(), String.class, parameters.toArray());
    }
}
