package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rows of places in Cassandra. Commits add rows by plain writes, under keys of their own; all else changes by a compare-and-set of the place's version,
 * so that who reads it before and after sees whether what lies between is of one moment.
 */
final class PlacedCells {
    static final int ADDED = 0;
    static final int OPEN = 1;
    static final int TEXT = 2;
    static final int HISTOGRAM_MINUTE = 3;
    static final int HISTOGRAM_HOUR = 4;

    private static final int MOST_ATTEMPTS = 200;
    /** Older than whatever takes the row away, whichever clock that was written by. */
    private static final String ADD =
            "insert into cells (bundle, stretch, what, whose, at, journal, until, from_s, until_s, due_s, bytes)"
                    + " values (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?) using timestamp 1";

    private static final String VERSION = "select distinct version from cells where bundle = ? and stretch = ?";
    private static final String MOVE = "update cells set version = ? where bundle = ? and stretch = ? if version = ?";
    private static final String WAITING =
            "select what, whose, at, journal, until, due_s from cells where bundle = ? and stretch = ? and what <= 1";
    private static final String OPENED =
            "select what, whose, at, journal, until, from_s, until_s, due_s, bytes from cells"
                    + " where bundle = ? and stretch = ? and what <= 1";
    private static final String KEPT =
            "select whose, at, bytes from cells where bundle = ? and stretch = ? and what = ?"
                    + " and whose in ? and at >= ? and at <= ?";
    private static final String EXACTLY =
            "select whose, at, bytes from cells where bundle = ? and stretch = ? and what = ? and whose in ? and at in ?";
    private static final String KEEP =
            "insert into cells (bundle, stretch, what, whose, at, bytes) values (?, ?, ?, ?, ?, ?)";
    private static final String KEEP_OPEN =
            "insert into cells (bundle, stretch, what, whose, at, from_s, until_s, due_s, bytes) values (?, ?, 1, ?, 0, ?, ?, ?, ?)";
    private static final String REMOVE =
            "delete from cells where bundle = ? and stretch = ? and what = ? and whose = ? and at = ?";
    private static final String REMOVE_RUN =
            "delete from cells where bundle = ? and stretch = ? and what = 0 and whose = ? and at < ?";
    private static final String DROP = "delete from cells where bundle = ? and stretch = ? and what = ?";
    private static final String DROP_STREAM =
            "delete from cells where bundle = ? and stretch = ? and what = ? and whose = ? and at < ?";

    private final CassandraLink link;

    PlacedCells(CassandraLink link) {
        this.link = link;
    }

    BoundStatement add(Place place, UUID journal, long from, long to, Run run, Addition addition, long graceS) {
        return link.bind(
                ADD,
                place.bundle(),
                place.stretch(),
                run.id(),
                from,
                journal,
                to,
                addition.fromS(),
                addition.untilS(),
                Tier.MINUTE.endOfChunk(addition.fromS()) + graceS,
                ByteBuffer.wrap(addition.toBytes()));
    }

    /** The last word; null for a place that never changed. */
    @Nullable
    Long version(Place place) {
        Row row = link.readLast(VERSION, place.bundle(), place.stretch()).one();
        return row == null || row.isNull(0) ? null : Long.valueOf(row.getLong(0));
    }

    /** Changes the version with whatever else is in the same batch. */
    BoundStatement move(Place place, @Nullable Long from) {
        return link.bind(MOVE, from == null ? 1L : from + 1, place.bundle(), place.stretch(), from);
    }

    /** What is read of a place while it does not change. */
    <T> T moment(Place place, Supplier<T> reading) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Long before = version(place);
            T read = reading.get();
            if (Objects.equals(before, version(place))) {
                return read;
            }
        }
        throw new StoreUnavailableException(place + " changes faster than it is read", null);
    }

    /** Rows of these streams, from number or start to number or start, both included. */
    List<Row> kept(Place place, int what, Collection<Long> streams, long first, long last) {
        return CassandraLink.rows(
                link.read(KEPT, place.bundle(), place.stretch(), what, List.copyOf(streams), first, last));
    }

    /** Rows that were added or are open, without their bytes. */
    List<Row> waiting(Place place) {
        return CassandraLink.rows(link.read(WAITING, place.bundle(), place.stretch()));
    }

    /** The same with their bytes. */
    List<Row> opened(Place place) {
        return CassandraLink.rows(link.read(OPENED, place.bundle(), place.stretch()));
    }

    /** Rows of all these streams at all these numbers or starts. */
    List<Row> exactly(Place place, int what, Collection<Long> streams, Collection<Long> at) {
        return CassandraLink.rows(
                link.read(EXACTLY, place.bundle(), place.stretch(), what, List.copyOf(streams), List.copyOf(at)));
    }

    BoundStatement keep(Place place, int what, long whose, long at, byte[] bytes) {
        return link.bind(KEEP, place.bundle(), place.stretch(), what, whose, at, ByteBuffer.wrap(bytes));
    }

    BoundStatement keepOpen(Place place, OpenRow row) {
        return link.bind(
                KEEP_OPEN,
                place.bundle(),
                place.stretch(),
                (long) row.tier().seconds(),
                row.fromS(),
                row.untilS(),
                row.dueS(),
                ByteBuffer.wrap(row.cells()));
    }

    BoundStatement remove(Place place, int what, long whose, long at) {
        return link.bind(REMOVE, place.bundle(), place.stretch(), what, whose, at);
    }

    /** Takes away what a run added before a position. */
    BoundStatement removeRun(Place place, long run, long before) {
        return link.bind(REMOVE_RUN, place.bundle(), place.stretch(), run, before);
    }

    /** What goes when a size does: its chunks, and with those of minutes and hours their histograms, and texts, which are of minutes. */
    static int[] whats(Tier tier) {
        return switch (tier) {
            case MINUTE -> new int[] {tier.seconds(), HISTOGRAM_MINUTE, TEXT};
            case HOUR -> new int[] {tier.seconds(), HISTOGRAM_HOUR};
            case HALF_HOUR, DAY -> new int[] {tier.seconds()};
        };
    }

    /** Drops a size of a place. */
    List<BoundStatement> drop(Place place, Tier tier) {
        return Arrays.stream(whats(tier))
                .mapToObj(what -> link.bind(DROP, place.bundle(), place.stretch(), what))
                .toList();
    }

    /** Drops a size of a stream, before the chunk of a number. */
    List<BoundStatement> drop(Place place, Tier tier, int stream, int before) {
        return Arrays.stream(whats(tier))
                .mapToObj(what -> link.bind(
                        DROP_STREAM,
                        place.bundle(),
                        place.stretch(),
                        what,
                        (long) stream,
                        what == tier.seconds() ? before : tier.startOfChunk(before)))
                .toList();
    }

    static byte[] bytes(Row row) {
        ByteBuffer bytes = Objects.requireNonNull(row.getByteBuffer("bytes"));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
