package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One change of a place: all of it or, when its version is another one by now, nothing. Belongs to one thread. */
final class PlaceChange {
    private final CassandraLink link;
    private final PlacedCells cells;
    private final Place place;
    private final BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.LOGGED);
    private final Map<Long, Long> takenBefore = new HashMap<>();

    PlaceChange(CassandraLink link, PlacedCells cells, Place place, @Nullable Long version) {
        this.link = link;
        this.cells = cells;
        this.place = place;
        batch.addStatement(cells.move(place, version));
    }

    /** Takes away what a commit added, and whatever its run added before. */
    void take(Row added) {
        takenBefore.merge(added.getLong("whose"), added.getLong("at") + 1, Math::max);
    }

    /** Takes away one row. */
    void remove(Row row) {
        batch.addStatement(cells.remove(place, row.getInt("what"), row.getLong("whose"), row.getLong("at")));
    }

    void keep(int what, long whose, long at, byte[] bytes) {
        batch.addStatement(cells.keep(place, what, whose, at, bytes));
    }

    void keepOpen(OpenRow row) {
        batch.addStatement(cells.keepOpen(place, row));
    }

    /** Whether it was made. */
    boolean make() {
        takenBefore.forEach((run, before) -> batch.addStatement(cells.removeRun(place, run, before)));
        return link.execute(batch.build()).wasApplied();
    }
}
