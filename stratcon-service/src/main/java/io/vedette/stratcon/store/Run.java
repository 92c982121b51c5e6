package io.vedette.stratcon.store;

/**
 * Commits of one writer that followed each other without a doubt. Whatever a run added between {@code began} and {@code reached} counts; what it
 * added beyond was never entered.
 *
 * @param id chosen at random
 * @param began position of the journal where the run began
 * @param reached position that its last commit moved the journal to
 */
record Run(long id, long began, long reached) {

    /** Whether it entered what it added between two positions. */
    boolean entered(long from, long to) {
        return from >= began && to <= reached;
    }
}
