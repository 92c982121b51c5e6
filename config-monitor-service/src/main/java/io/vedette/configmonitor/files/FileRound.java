package io.vedette.configmonitor.files;

import java.io.IOException;
import java.util.Optional;

/** One look at the files of one watch. */
interface FileRound {
    /** The lowest first. */
    int order();

    String name();

    /**
     * Looks, and brings what changed.
     *
     * @return false when its files still change: those behind it wait
     */
    boolean round() throws IOException, InterruptedException;

    /** What would be said to a text for this path; empty when it is not watched here. */
    Optional<Answer> check(ConfigText text) throws IOException, InterruptedException;
}
