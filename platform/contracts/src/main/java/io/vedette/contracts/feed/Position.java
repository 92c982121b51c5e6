package io.vedette.contracts.feed;

import java.util.UUID;

/**
 * A place in a broker's journal. An offset is the byte at which a record begins, counted over the journal's whole life: it is never used twice, and
 * offsets of one journal order its records.
 *
 * @param journal random id of the journal
 * @param offset at least 0
 */
public record Position(UUID journal, long offset) {

    public Position {
        if (offset < 0) {
            throw new IllegalArgumentException("offset " + offset);
        }
    }

    @Override
    public String toString() {
        return journal + ":" + offset;
    }
}
