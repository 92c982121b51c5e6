package io.vedette.stratcon.store;

import io.vedette.stratcon.chunk.ChunkCells;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The cells of a chunk that start in a stretch of time, ascending; each is made when it is asked for, anew each time. */
final class ChunkList extends AbstractList<StoredNumeric> implements RandomAccess {
    private final ChunkCells chunk;
    private final int first;
    private final int size;

    /**
     * @param fromS epoch s
     * @param untilS epoch s
     */
    ChunkList(ChunkCells chunk, long fromS, long untilS) {
        this.chunk = chunk;
        first = firstFrom(chunk, fromS);
        size = firstFrom(chunk, untilS) - first;
    }

    private static int firstFrom(ChunkCells chunk, long second) {
        int least = 0;
        int most = chunk.size();
        while (least < most) {
            int middle = (least + most) >>> 1;
            if (chunk.startS(middle) < second) {
                least = middle + 1;
            } else {
                most = middle;
            }
        }
        return least;
    }

    /** Size of a window. */
    int windowS() {
        return chunk.windowS();
    }

    @Override
    public StoredNumeric get(int index) {
        int at = first + Objects.checkIndex(index, size);
        return new StoredNumeric(chunk.startS(at), chunk.cell(at));
    }

    @Override
    public int size() {
        return size;
    }
}
