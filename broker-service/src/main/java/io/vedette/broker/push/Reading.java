package io.vedette.broker.push;

import io.vedette.broker.intake.Taken;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What became of one body.
 *
 * @param taken of its samples, those before a mistake included
 * @param mistake why it was not taken to its end; null when it was
 */
public record Reading(Taken taken, @Nullable Mistake mistake) {

    /**
     * @param status to answer with
     * @param error for the sender
     */
    public record Mistake(HttpStatus status, String reason, String error) {}

    /** Values in the journal now. */
    public int stats() {
        return taken.journaled() + taken.repeats();
    }
}
