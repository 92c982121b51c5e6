package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.ChunkCells;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The cells of a chunk, ascending; each is made when it is asked for, anew each time. */
final class ChunkList extends AbstractList<StoredNumeric> implements RandomAccess {
    private final ChunkCells chunk;

    ChunkList(ChunkCells chunk) {
        this.chunk = chunk;
    }

    /** Size of a window. */
    int windowS() {
        return chunk.windowS();
    }

    /** Start of the last window, epoch s. */
    long lastS() {
        return chunk.startS(chunk.size() - 1);
    }

    @Override
    public StoredNumeric get(int index) {
        int at = Objects.checkIndex(index, chunk.size());
        return new StoredNumeric(chunk.startS(at), chunk.cell(at));
    }

    @Override
    public int size() {
        return chunk.size();
    }
}
