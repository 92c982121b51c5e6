package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.Row;
import io.vedette.stratcon.store.Journals.Standings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Moves what waits in a place to where it belongs, as {@link Sealing} does in Postgres: what commits added becomes one open row, and what is over merges
 * into chunks and, coarser, becomes open cells of the next size. All of that is one change of the place, by a compare-and-set of its version, so that two who
 * do it at once, or one who is cut off, leave each cell where it was or where it belongs.
 */
final class PlaceSealing {
    /** Rows added by commits past which they are made one. */
    private static final int MOST_ROWS = 32;

    /** Most that is taken of what commits added, at once. */
    private static final long MOST_BYTES = 2L << 20;

    private final CassandraLink link;
    private final PlacedCells cells;
    private final Journals journals;
    private final StoreSettings settings;

    PlaceSealing(CassandraLink link, PlacedCells cells, Journals journals, StoreSettings settings) {
        this.link = link;
        this.cells = cells;
        this.journals = journals;
        this.settings = settings;
    }

    /** What was done in a place. */
    enum Done {
        /** Nothing waits there. */
        IDLE,
        /** What waits there is not due. */
        NOTHING,
        SOMETHING
    }

    Done seal(Place place, Instant now) {
        Done done = Done.IDLE;
        while (true) {
            List<Row> waiting = cells.waiting(place);
            if (!mayBeDue(waiting, now.getEpochSecond()) || !pass(place, now)) {
                return done == Done.IDLE && !waiting.isEmpty() ? Done.NOTHING : done;
            }
            done = Done.SOMETHING;
        }
    }

    private static boolean mayBeDue(List<Row> waiting, long nowS) {
        long added = waiting.stream().filter(PlaceSealing::isAdded).count();
        return added > MOST_ROWS || waiting.stream().anyMatch(row -> row.getLong("due_s") <= nowS);
    }

    /** Whether anything was done; when somebody else was faster, there is nothing left to do either. */
    private boolean pass(Place place, Instant now) {
        // The version comes first: what is read after it is that or younger, and if younger, refused.
        Long version = cells.version(place);
        List<Row> waiting = cells.waiting(place);
        Standings standings = journals.lastStandings(
                waiting.stream().filter(PlaceSealing::isAdded).toList());
        List<Row> settled = waiting.stream()
                .filter(row -> !isAdded(row) || standings.entered(row) || standings.isAbandoned(row))
                .toList();
        if (!mayBeDue(settled, now.getEpochSecond())) {
            return false;
        }
        PlaceChange change = new PlaceChange(link, cells, place, version);
        List<Row> added = new ArrayList<>();
        List<Row> open = new ArrayList<>();
        long bytes = 0;
        for (Row row : cells.opened(place)) {
            if (!isAdded(row)) {
                open.add(row);
            } else if (standings.entered(row) && bytes < MOST_BYTES) {
                added.add(row);
                bytes += PlacedCells.bytes(row).length;
            } else if (standings.isAbandoned(row)) {
                change.remove(row);
            }
        }
        added.sort(Comparator.<Row>comparingLong(row -> row.getLong("from_s"))
                .thenComparingLong(row -> row.getLong("at")));
        new PlaceMove(cells, place, change, settings, now).move(added, open);
        return change.make();
    }

    private static boolean isAdded(Row row) {
        return row.getInt("what") == PlacedCells.ADDED;
    }
}
