package io.vedette.stratcon.store;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.StreamCells;
import java.util.Map;
import java.util.UUID;

/**
 * Cells, and the stretch of the journal they cover.
 *
 * @param from position stored before
 * @param to position stored after, not below {@code from}; above it when there are cells
 */
public record Commit(UUID journal, long from, long to, Map<StreamId, StreamCells> cells) {

    public Commit {
        if (from < 0 || to < from || (to == from && !cells.isEmpty())) {
            throw new IllegalArgumentException("commit of journal " + journal + " from " + from + " to " + to);
        }
    }
}
