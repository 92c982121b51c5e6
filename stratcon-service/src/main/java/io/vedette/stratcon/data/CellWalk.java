package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks along cells, once. Belongs to one thread. */
final class CellWalk {
    private final Iterator<StoredNumeric> cells;
    private @Nullable StoredNumeric next;

    /**
     * @param cells ascending
     */
    CellWalk(List<StoredNumeric> cells) {
        this.cells = cells.iterator();
        next = after();
    }

    /** What starts before a second and was not walked past, as one; null when there is nothing. */
    @Nullable
    NumericCell until(long second) {
        @Nullable NumericCell all = null;
        for (StoredNumeric one = next; one != null && one.startS() < second; one = next) {
            if (all == null) {
                all = one.cell();
            } else {
                all.merge(one.cell());
            }
            next = after();
        }
        return all;
    }

    private @Nullable StoredNumeric after() {
        return cells.hasNext() ? cells.next() : null;
    }
}
