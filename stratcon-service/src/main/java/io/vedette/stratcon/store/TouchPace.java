package io.vedette.stratcon.store;

/**
 * How far behind the catalogue may say when a stream was last seen: a minute, and where more than a hundred thousand streams are written a time that grows with them,
 * for each stream another. Of a million, touching each every minute costs ten times what keeping their cells costs.
 */
final class TouchPace {
    private static final long LEAST_MS = 60_000;
    private static final int STREAMS_A_MINUTE = 100_000;
    private static final int SPREAD = 64;

    private TouchPace() {}

    /**
     * @param id of the stream
     * @param streams that are written lately
     */
    static long afterMs(int id, int streams) {
        long spread = LEAST_MS * streams / STREAMS_A_MINUTE * (SPREAD + id % SPREAD) / SPREAD;
        return Math.max(LEAST_MS, spread);
    }
}
