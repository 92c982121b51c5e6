package io.vedette.observer.watch;

/**
 * @param section name in the file, or what a step implies
 * @param directory absolute
 * @param queue Redis list
 * @param present whether the directory is there and watched
 * @param implied whether a step asks for it
 * @param created events by notification since the start of the process
 * @param exists events by listings
 * @param overflows notifications lost, each answered by a listing
 */
public record WatchStatus(
        String section,
        String directory,
        String queue,
        boolean present,
        boolean implied,
        long created,
        long exists,
        long overflows) {}
