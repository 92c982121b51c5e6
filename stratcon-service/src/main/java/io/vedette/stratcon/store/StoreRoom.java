package io.vedette.stratcon.store;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much room the store has, and for how many days. Below the least that is kept free nothing is written: the Web DB and the alerts, which may live on the
 * same disk, go on, and the journals of the brokers hold what waits. Safe for many threads.
 */
final class StoreRoom {
    private static final Logger log = LoggerFactory.getLogger(StoreRoom.class);
    private static final long FRESH_NS = Duration.ofSeconds(5).toNanos();
    private static final int GROWTH_HOURS = 7 * 24;
    private static final double MOST_DAYS = 3_650;

    private final JdbcTemplate jdbc;
    private final RoomSettings settings;
    private final LongSupplier size;
    private volatile long bytes;
    private volatile double days = Double.NaN;
    private volatile long free = Long.MAX_VALUE;
    private volatile long lookedAt = System.nanoTime() - FRESH_NS;
    private volatile boolean wasFull;

    /**
     * @param size bytes that the store takes
     */
    StoreRoom(JdbcTemplate jdbc, RoomSettings settings, LongSupplier size) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.size = size;
    }

    /** Of the Postgres that the store is. */
    static StoreRoom ofPostgres(JdbcTemplate jdbc, RoomSettings settings) {
        return new StoreRoom(jdbc, settings, () -> {
            Long bytes = jdbc.queryForObject("select pg_database_size(current_database())", Long.class);
            return bytes == null ? 0 : bytes;
        });
    }

    /** Of Cassandra; what was is remembered in the catalogue's database. */
    static StoreRoom ofCassandra(JdbcTemplate jdbc, RoomSettings settings, CassandraLink link) {
        return new StoreRoom(jdbc, settings, link::bytes);
    }

    /** What is not known is NaN. Alert when {@code vedette_store_days_left} falls below the time that more disk takes to come. */
    void bindTo(MeterRegistry meters) {
        meters.gauge("vedette.store.bytes", this, room -> room.bytes == 0 ? Double.NaN : room.bytes);
        meters.gauge("vedette.store.free.bytes", this, room -> room.free().isPresent() ? room.free : Double.NaN);
        meters.gauge("vedette.store.days.left", this, room -> room.days);
    }

    /**
     * @throws StoreFullException when there is too little
     */
    void require() {
        if (isFull()) {
            throw new StoreFullException(told());
        }
    }

    boolean isFull() {
        OptionalLong left = free();
        boolean isFull =
                left.isPresent() && left.getAsLong() < settings.leastFree().toBytes();
        if (isFull != wasFull) {
            wasFull = isFull;
            log.atLevel(isFull ? Level.ERROR : Level.INFO)
                    .log(isFull ? told() : "the rollup store has room again and writes");
        }
        return isFull;
    }

    private String told() {
        return "the rollup store has " + (free >> 20) + " MiB left and writes nothing below "
                + settings.leastFree().toMegabytes() + " MiB";
    }

    /** Measures the store, once an hour for the growth that tells the days. */
    void measure(Instant now) {
        bytes = size.getAsLong();
        long hour = now.getEpochSecond() / 3600;
        jdbc.update("insert into store_size (hour, bytes) values (?, ?) on conflict do nothing", hour, bytes);
        jdbc.update("delete from store_size where hour < ?", hour - GROWTH_HOURS);
        jdbc.query("select hour, bytes from store_size order by hour limit 1", row -> {
            days = daysLeft(hour - row.getLong(1), bytes - row.getLong(2));
        });
    }

    private double daysLeft(long hours, long grown) {
        OptionalLong left = free();
        if (left.isEmpty() || hours < 1) {
            return Double.NaN;
        }
        double room = Math.max(0, left.getAsLong() - settings.leastFree().toBytes());
        return grown <= 0 ? MOST_DAYS : Math.min(MOST_DAYS, room * hours / grown / 24);
    }

    /** Empty when nobody said where to look. */
    private OptionalLong free() {
        if (System.nanoTime() - lookedAt >= FRESH_NS) {
            lookedAt = System.nanoTime();
            free = Math.min(onDisk(), ofCapacity());
        }
        return free == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(free);
    }

    private long onDisk() {
        if (settings.disk().isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            return Files.getFileStore(Path.of(settings.disk())).getUsableSpace();
        } catch (IOException e) {
            log.debug("the room on {} is not known", settings.disk(), e);
            return Long.MAX_VALUE;
        }
    }

    private long ofCapacity() {
        long capacity = settings.capacity().toBytes();
        return capacity == 0 ? Long.MAX_VALUE : Math.max(0, capacity - bytes);
    }
}
