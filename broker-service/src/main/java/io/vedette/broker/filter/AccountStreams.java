package io.vedette.broker.filter;

/** How many streams an account has here, over all of its checks that are counted. Guarded by itself. */
final class AccountStreams {
    private long known;

    /** Takes a place for one more; false when the account has as many as it may. */
    synchronized boolean isTaken(long limit) {
        if (limit > 0 && known >= limit) {
            return false;
        }
        known++;
        return true;
    }

    /** A check's streams are counted, or no longer are. */
    synchronized void add(long streams) {
        known += streams;
    }

    synchronized boolean hasPlace(long limit) {
        return limit == 0 || known < limit;
    }
}
