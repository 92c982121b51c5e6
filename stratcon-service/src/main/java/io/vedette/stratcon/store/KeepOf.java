package io.vedette.stratcon.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long cells of some streams are kept.
 *
 * @param account whose; 0 for all accounts
 * @param query of tags, see {@link StreamCondition}; empty for all streams
 * @param keep as {@code vedette.store.keep}, chunk by chunk
 */
record KeepOf(
        @DefaultValue("0") long account,
        @DefaultValue("") String query,
        @DefaultValue Map<Tier, Duration> keep) {

    KeepOf {
        keep = Map.copyOf(keep);
        if (!query.isEmpty()) {
            new StreamCondition(query, (category, value) -> List.of(), name -> name);
        }
    }

    /** Ids of the streams it is about, ascending. */
    List<Integer> streams(JdbcTemplate jdbc) {
        StringBuilder sql = new StringBuilder("select id from stream where (? = 0 or account = ?)");
        List<Object> parameters = new ArrayList<>(List.of(account, account));
        if (!query.isEmpty()) {
            StreamCondition condition = new StreamCondition(query, new TagRows(jdbc), name -> name);
            sql.append(" and ").append(condition.sql());
            parameters.addAll(condition.parameters());
        }
        sql.append(" order by id");
        return jdbc.queryForList(sql.toString(), Integer.class, parameters.toArray());
    }
}
