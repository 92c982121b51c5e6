package io.vedette.stratcon.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drops what is older than is kept, and says so: whole partitions where a size is kept for less long, whole chunks where that holds for some streams. */
final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int STREAMS_AT_ONCE = 500;
    private static final int ALL = -1;

    private final JdbcTemplate jdbc;
    private final Partitions partitions;
    private final Map<Tier, Duration> keep;
    private final List<KeepOf> keepOf;
    /** Up to which chunk this process has dropped already. */
    private final Map<Done, Integer> done = new ConcurrentHashMap<>();

    /**
     * @param rule index of {@link #keepOf}, or {@link #ALL}
     */
    private record Done(int rule, Tier tier) {}

    /**
     * @param rows a table and the condition that rows are older than a parameter
     */
    private record Old(String rows, long before) {}

    Retention(JdbcTemplate jdbc, Partitions partitions, Map<Tier, Duration> keep, List<KeepOf> keepOf) {
        this.jdbc = jdbc;
        this.partitions = partitions;
        this.keep = keep;
        this.keepOf = keepOf;
    }

    void drop(Instant now) {
        keep.forEach((tier, age) -> {
            long from = now.minus(age).getEpochSecond();
            List<String> gone = partitions.dropBefore(tier, from);
            if (!gone.isEmpty()) {
                log.info(
                        "chunks older than is kept are removed size={} partitions={}",
                        tier.rollup().word(),
                        gone);
            }
            once(ALL, tier, from, first -> dropBeside(tier, first));
        });
        for (int rule = 0; rule < keepOf.size(); rule++) {
            KeepOf of = keepOf.get(rule);
            for (Map.Entry<Tier, Duration> one : of.keep().entrySet()) {
                Tier tier = one.getKey();
                once(rule, tier, now.minus(one.getValue()).getEpochSecond(), first -> drop(of, tier, first));
            }
        }
    }

    private void once(int rule, Tier tier, long fromS, IntConsumer drop) {
        int first = tier.chunkOf(fromS);
        Done key = new Done(rule, tier);
        if (done.getOrDefault(key, Integer.MIN_VALUE) < first) {
            drop.accept(first);
            done.put(key, first);
        }
    }

    private void dropBeside(Tier tier, int first) {
        long gone = 0;
        for (Old old : beside(tier, first)) {
            gone += jdbc.update("delete from " + old.rows, old.before);
        }
        if (gone > 0) {
            log.info(
                    "histograms and texts older than is kept are removed size={} rows={}",
                    tier.rollup().word(),
                    gone);
        }
    }

    private void drop(KeepOf of, Tier tier, int first) {
        List<Old> all = new ArrayList<>(beside(tier, first));
        all.add(new Old(tier.table() + " where number < ?", first));
        List<Integer> streams = of.streams(jdbc);
        long gone = 0;
        for (int at = 0; at < streams.size(); at += STREAMS_AT_ONCE) {
            int[] some = streams.subList(at, Math.min(streams.size(), at + STREAMS_AT_ONCE)).stream()
                    .mapToInt(id -> id)
                    .toArray();
            for (Old old : all) {
                gone += jdbc.update("delete from " + old.rows + " and stream = any (?)", old.before, some);
            }
        }
        if (gone > 0) {
            log.info(
                    "what is older than is kept is removed size={} account={} query={} rows={}",
                    tier.rollup().word(),
                    of.account(),
                    of.query(),
                    gone);
        }
    }

    /**
     * What has rows of its own and goes with the chunks of a size: the histograms of minutes and of hours, and the texts, which are of minutes.
     *
     * @param first chunk that is kept
     */
    private static List<Old> beside(Tier tier, int first) {
        long from = tier.startOfChunk(first);
        return switch (tier) {
            case MINUTE ->
                List.of(
                        new Old("histogram_cell where period_s = 60 and start_s < ?", from),
                        new Old("text_cell where start_s < ?", from));
            case HOUR -> List.of(new Old("histogram_cell where period_s = 3600 and start_s < ?", from));
            case HALF_HOUR, DAY -> List.of();
        };
    }
}
