package io.vedette.observer.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param plugin its plugin
 * @param step its name
 * @param queue Redis list
 * @param queueLength messages that wait; null while Redis is away
 * @param processes workers
 * @param busy workers that have a file now
 * @param command executable and arguments
 * @param counts since the start of the process
 */
public record StepStatus(
        String plugin,
        String step,
        String queue,
        @Nullable Long queueLength,
        int processes,
        int busy,
        List<String> command,
        Counts counts) {

    /**
     * @param processed files that an executable ended on
     * @param errors those of them that failed
     * @param gone messages whose file was no longer there
     * @param malformed messages that named no file
     * @param postponed messages whose file could not be claimed yet
     * @param bytes size of the processed files
     */
    public record Counts(long processed, long errors, long gone, long malformed, long postponed, long bytes) {}
}
