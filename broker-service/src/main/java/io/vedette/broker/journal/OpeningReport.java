package io.vedette.broker.journal;

/**
 * What opening found.
 *
 * @param records good records in the newest segment
 * @param cutBytes torn tail that was cut off: written but never acknowledged
 * @param lostBytes unreadable stretches between good records of the newest segment
 * @param skippedBytes offsets left out because a subscriber had already stored more than this disk holds
 */
public record OpeningReport(long records, long cutBytes, long lostBytes, long skippedBytes) {

    public boolean isClean() {
        return cutBytes == 0 && lostBytes == 0 && skippedBytes == 0;
    }
}
