package io.vedette.observer.watch;

import java.nio.file.Path;
import java.time.Duration;

/**
 * One section of directory_observer.ini, or what a step's {@code watched_directories} imply.
 *
 * @param section its name
 * @param directory absolute
 * @param queue Redis list
 * @param filter which names
 * @param forcedPoll time between full listings; zero is none but the first
 * @param pollQueueLimit a listing adds no more once the list is this long; zero or less is no limit
 * @param isImplied whether a step asks for it; its directory is ours and made again when it vanishes
 */
public record Watch(
        String section,
        Path directory,
        String queue,
        NameFilter filter,
        Duration forcedPoll,
        int pollQueueLimit,
        boolean isImplied) {

    static final int USUAL_LIMIT = 10_000;

    /** What MFDATA generates for a step. */
    public static Watch implied(String section, Path directory, String queue) {
        return new Watch(section, directory, queue, NameFilter.USUAL, Duration.ofMinutes(5), USUAL_LIMIT, true);
    }

    /** The same under another name. */
    public Watch called(String other) {
        return new Watch(other, directory, queue, filter, forcedPoll, pollQueueLimit, isImplied);
    }

    /** Whether both announce the same files on the same list. */
    public boolean isSameAs(Watch other) {
        return directory.equals(other.directory) && queue.equals(other.queue);
    }
}
