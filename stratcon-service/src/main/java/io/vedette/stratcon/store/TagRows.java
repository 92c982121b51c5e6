package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.store.StreamQuery.KnownTags;
import io.vedette.stratcon.store.StreamQuery.Word;
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

    /** Enters those that were never seen, in the order of their rows. */
    void enter(Collection<StreamId> streams) {
        String[] tags = streams.stream()
                .flatMap(stream -> Arrays.stream(StreamTags.of(stream.name())))
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
        category.write("split_part(tag, ':', 1)", sql, parameters);
        sql.append(" and ");
        value.write("substr(tag, strpos(tag, ':') + 1)", sql, parameters);
        return jdbc.queryForList(sql.toString(), String.class, parameters.toArray());
    }
}
