package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Drops what is older than is kept in Cassandra, and says so: whole stretches where a size is kept for less long, whole chunks where that holds for some streams. */
final class PlaceRetention {
    private static final Logger log = LoggerFactory.getLogger(PlaceRetention.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcTemplate catalogue;
    private final CassandraLink link;
    private final PlacedCells cells;
    private final KeptFor keptFor;
    private final List<KeepOf> keepOf;
    /** Up to which chunk this process has dropped already. */
    private final Map<Done, Integer> done = new ConcurrentHashMap<>();

    /**
     * @param rule which of the rules; -1 for what holds for all streams
     */
    private record Done(int rule, Tier tier) {}

    PlaceRetention(JdbcTemplate catalogue, CassandraLink link, StoreSettings settings) {
        this.catalogue = catalogue;
        this.link = link;
        cells = new PlacedCells(link);
        keptFor = new KeptFor(settings.keep());
        keepOf = settings.keepOf();
    }

    void drop(Instant now) {
        for (Tier tier : keptFor.keep().keySet()) {
            int stretch = Place.stretchOf(now.getEpochSecond());
            while (!keptFor.isPast(tier, stretch, now)) {
                stretch--;
            }
            dropStretches(tier, stretch);
        }
        for (int rule = 0; rule < keepOf.size(); rule++) {
            for (Map.Entry<Tier, Duration> one : keepOf.get(rule).keep().entrySet()) {
                dropChunks(rule, one.getKey(), now.minus(one.getValue()).getEpochSecond());
            }
        }
    }

    private void dropStretches(Tier tier, int last) {
        Done key = new Done(-1, tier);
        for (int stretch = firstStretch(done.get(key)); stretch <= last; stretch++) {
            int at = stretch;
            List<BoundStatement> drops = bundles(stretch).stream()
                    .flatMap(bundle -> cells.drop(new Place(bundle, at), tier).stream())
                    .toList();
            write(drops);
            if (!drops.isEmpty()) {
                log.info(
                        "what is older than is kept is removed size={} before={}",
                        tier.rollup().word(),
                        Instant.ofEpochSecond(Tier.DAY.startOfChunk(stretch + 1)));
            }
            done.put(key, stretch);
        }
    }

    /** Those whose streams were seen in a stretch. */
    private List<Integer> bundles(int stretch) {
        return catalogue
                .queryForList(
                        "select id from stream where first_seen_ms < ? and last_seen_ms >= ?",
                        Integer.class,
                        Tier.DAY.startOfChunk(stretch + 1) * 1000,
                        (Tier.DAY.startOfChunk(stretch) - Tier.MINUTE.seconds()) * 1000)
                .stream()
                .map(OpenRow::bundleOf)
                .distinct()
                .toList();
    }

    private void dropChunks(int rule, Tier tier, long beforeS) {
        Done key = new Done(rule, tier);
        int before = tier.chunkOf(beforeS);
        Integer last = done.get(key);
        if (last != null && last >= before) {
            return;
        }
        KeepOf of = keepOf.get(rule);
        List<BoundStatement> drops = new ArrayList<>();
        int first = firstStretch(last == null ? null : Place.stretchOf(tier.startOfChunk(last)) - 1);
        for (int stream : of.streams(catalogue)) {
            for (int stretch = first; stretch <= Place.stretchOf(beforeS); stretch++) {
                drops.addAll(cells.drop(new Place(OpenRow.bundleOf(stream), stretch), tier, stream, before));
            }
        }
        write(drops);
        if (!drops.isEmpty()) {
            log.info(
                    "what is older than is kept is removed size={} account={} query={} before={}",
                    tier.rollup().word(),
                    of.account(),
                    of.query(),
                    Instant.ofEpochSecond(tier.startOfChunk(before)));
        }
        done.put(key, before);
    }

    /** The stretch after one that is done; when none is, that of the oldest sample. */
    private int firstStretch(@Nullable Integer done) {
        if (done != null) {
            return done + 1;
        }
        Long oldest = catalogue.queryForObject("select min(first_seen_ms) from stream", Long.class);
        return oldest == null ? Integer.MAX_VALUE : Place.stretchOf(Math.floorDiv(oldest, 1000));
    }

    private void write(List<BoundStatement> drops) {
        for (int at = 0; at < drops.size(); at += AT_ONCE) {
            link.writeAll(drops.subList(at, Math.min(drops.size(), at + AT_ONCE)));
        }
    }
}
