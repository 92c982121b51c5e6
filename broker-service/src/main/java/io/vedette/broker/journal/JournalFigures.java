package io.vedette.broker.journal;

/**
 * The journal in numbers.
 *
 * @param begin oldest offset held
 * @param end where the next record will begin
 * @param appendedBatches batches committed since opening
 * @param appendedBytes bytes of all records committed since opening
 * @param commits groups committed since opening
 * @param lostBytes unreadable stretches met since opening, each once
 * @param pendingBytes appends waiting for the disk
 * @param shedBytes taken from subscribers at their limit since opening, summed over them
 * @param hoursLeft until the disk is full at the rate at which what is not stored grows; {@link RoomForecast#NEVER} when it does not
 */
public record JournalFigures(
        long begin,
        long end,
        int segments,
        long appendedBatches,
        long appendedBytes,
        long commits,
        long lostBytes,
        long pendingBytes,
        long shedBytes,
        double hoursLeft) {}
