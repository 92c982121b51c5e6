package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The places where cells may be waiting. Who adds to a place announces it first, now and then; it is taken off the list when nothing waits there and so much
 * time has passed that nobody who announced it relies on that any more. Safe for many threads.
 */
final class WorkList {
    private static final int SLOTS = 8;
    private static final int MOST_REMEMBERED = 200_000;
    private static final Duration RELIED_ON = Duration.ofMinutes(5);
    /** Longer by what clocks may differ. */
    private static final Duration KEPT = RELIED_ON.plusMinutes(10);

    private static final String ANNOUNCE =
            "insert into work (slot, bundle, stretch, announced) values (?, ?, ?, ?) using timestamp ?";
    private static final String LIST = "select bundle, stretch, announced from work where slot = ?";
    private static final String REMOVE =
            "delete from work using timestamp ? where slot = ? and bundle = ? and stretch = ?";

    private final CassandraLink link;
    private final Map<Place, Long> announcedNs = new ConcurrentHashMap<>();

    WorkList(CassandraLink link) {
        this.link = link;
    }

    /**
     * @param announcedMs epoch ms, by the clock of who did it last
     */
    record Entry(Place place, long announcedMs) {}

    void announce(Collection<Place> places) {
        long nowNs = System.nanoTime();
        List<Place> fresh = places.stream()
                .filter(place ->
                        nowNs - announcedNs.getOrDefault(place, nowNs - RELIED_ON.toNanos()) >= RELIED_ON.toNanos())
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        long nowMs = System.currentTimeMillis();
        link.writeAll(fresh.stream().map(place -> announcement(place, nowMs)).toList());
        if (announcedNs.size() > MOST_REMEMBERED) {
            announcedNs.clear();
        }
        fresh.forEach(place -> announcedNs.put(place, nowNs));
    }

    /** In any order, so that those who tend at once rarely meet. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            for (Row row : link.read(LIST, slot)) {
                all.add(new Entry(new Place(row.getInt("bundle"), row.getInt("stretch")), row.getLong("announced")));
            }
        }
        Collections.shuffle(all);
        return all;
    }

    /** Nothing waits there. */
    void idle(Entry entry) {
        if (System.currentTimeMillis() - entry.announcedMs > KEPT.toMillis()) {
            Place place = entry.place;
            // No later announcement is taken away.
            link.execute(link.bind(REMOVE, micros(entry.announcedMs), slotOf(place), place.bundle(), place.stretch()));
        }
    }

    private BoundStatement announcement(Place place, long nowMs) {
        return link.bind(ANNOUNCE, slotOf(place), place.bundle(), place.stretch(), nowMs, micros(nowMs));
    }

    private static long micros(long ms) {
        return ms * 1000;
    }

    private static int slotOf(Place place) {
        return Math.floorMod(place.bundle(), SLOTS);
    }
}
