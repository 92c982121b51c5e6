package io.vedette.stratcon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drops what is older than is kept, and says so: whole partitions where a size is kept for less long, whole chunks where that holds for some streams. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int STREAMS_AT_ONCE = 500;

    private final JdbcTemplate jdbc;
    private final Partitions partitions;
    private final Map<Tier, Duration> keep;
    private final List<KeepOf> keepOf;
    /** Up to which chunk this process has dropped already. */
    private final Map<Done, Integer> done = new ConcurrentHashMap<>();

    private record Done(int rule, Tier tier) {}

    Retention(JdbcTemplate jdbc, Partitions partitions, Map<Tier, Duration> keep, List<KeepOf> keepOf) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.keep = keep;
        this.keepOf = keepOf;
    }

    void drop(Instant now) {
        keep.forEach((tier, age) -> {
            List<String> gone = partitions.dropBefore(tier, now.minus(age).getEpochSecond());
            if (!gone.isEmpty()) {
                log.info(
                        "chunks older than is kept are removed size={} partitions={}",
                        tier.rollup().word(),
                        gone);
            }
        });
        for (int rule = 0; rule < keepOf.size(); rule++) {
            KeepOf of = keepOf.get(rule);
            for (Map.Entry<Tier, Duration> one : of.keep().entrySet()) {
                int first = one.getKey().chunkOf(now.minus(one.getValue()).getEpochSecond());
                Done key = new Done(rule, one.getKey());
                if (done.getOrDefault(key, Integer.MIN_VALUE) < first) {
                    drop(of, one.getKey(), first);
                    done.put(key, first);
                }
            }
        }
    }

    private void drop(KeepOf of, Tier tier, int first) {
        List<Integer> streams = streams(of);
        long gone = 0;
        for (int at = 0; at < streams.size(); at += STREAMS_AT_ONCE) {
            gone += jdbc.update(
                    "delete from " + tier.table() + " where stream = any (?) and number < ?",
                    streams.subList(at, Math.min(streams.size(), at + STREAMS_AT_ONCE)).stream()
                            .mapToInt(id -> id)
                            .toArray(),
                    first);
        }
        if (gone > 0) {
            log.info(
                    "chunks older than is kept are removed size={} account={} query={} chunks={}",
                    tier.rollup().word(),
                    of.account(),
                    of.query(),
                    gone);
        }
    }

    private List<Integer> streams(KeepOf of) {
        StringBuilder sql = new StringBuilder("select id from stream where (? = 0 or account = ?)");
        List<Object> parameters = new ArrayList<>(List.of(of.account(), of.account()));
        if (!of.query().isEmpty()) {
            sql.append(" and ");
            StreamQuery.parse(of.query()).write(sql, parameters, new TagRows(jdbc));
        }
        sql.append(" order by id");
        return jdbc.queryForList(sql.toString(), Integer.class, parameters.toArray());
    }
}
