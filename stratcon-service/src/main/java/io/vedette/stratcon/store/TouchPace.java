package io.vedette.stratcon.store;

/**
 * How far behind the catalogue may say when a stream was last seen: a minute, and where more than a hundred thousand streams are written a time that grows with
 * them, for each stream another. Of a million, touching each every minute costs ten times what keeping their cells costs. Of what is old when it comes, an eighth
 * of its age: a replay brings the minutes of an hour within seconds, and each would be touched for.
 */
final class TouchPace {
    /** Never further behind than this. */
    static final long MOST_MS = 30 * 60_000;

    private static final long LEAST_MS = 60_000;
    private static final int STREAMS_A_MINUTE = 100_000;
    private static final int SPREAD = 64;
    private static final int OF_AGE = 8;

    private TouchPace() {}

    /**
     * @param id of the stream
     * @param streams that are written lately
     * @param ageMs of the stream's youngest sample
     */
    static long afterMs(int id, int streams, long ageMs) {
        long spread = LEAST_MS * streams / STREAMS_A_MINUTE * (SPREAD + id % SPREAD) / SPREAD;
        return Math.clamp(Math.max(spread, ageMs / OF_AGE), LEAST_MS, MOST_MS);
    }
}
