package io.vedette.stratcon.store;

/** What became of a commit. */
public sealed interface CommitOutcome {

    /** Cells and position stand. */
    record Committed() implements CommitOutcome {}

    /**
     * Nothing was changed: the journal is stored up to another position, so somebody else stored it, or this commit did already.
     *
     * @param stored the position that stands; -1 when the journal was never registered
     */
    record Refused(long stored) implements CommitOutcome {}
}
