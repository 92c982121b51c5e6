package io.vedette.stratcon.store;

/** A commit that only has to be made. It may be made again when no answer came. */
@FunctionalInterface
public interface ReadyCommit {

    /**
     * All of it or nothing.
     *
     * @throws StoreUnavailableException when the engine cannot answer now
     */
    CommitOutcome commit();
}
