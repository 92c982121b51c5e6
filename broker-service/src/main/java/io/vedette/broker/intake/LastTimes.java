package io.vedette.broker.intake;

/**
 * The latest time of each stream, so that a sample that comes in order is known to be new by one look. A time never goes back; when there are too many
 * streams all are forgotten, and the latest of them stands for each that comes. Not safe for threads.
 */
final class LastTimes {
    private static final int FIRST_PLACES = 1 << 10;
    private static final int MOST_PLACES = 1 << 19;

    /** Stream and time by turns; 0 stands for an empty place, and a stream of 0 is kept as 1. */
    private long[] places = new long[2 * FIRST_PLACES];

    private int size;
    private long forgotten = Long.MIN_VALUE;

    /** Whether this is later than all times of the stream so far; it is remembered then. */
    boolean advances(long stream, long timeMs) {
        long wanted = stream == 0 ? 1 : stream;
        int place = placeOf(wanted);
        if (places[place] == wanted) {
            boolean later = timeMs > places[place + 1];
            places[place + 1] = Math.max(timeMs, places[place + 1]);
            return later;
        }
        add(place, wanted, Math.max(timeMs, forgotten));
        return timeMs > forgotten;
    }

    private void add(int place, long stream, long timeMs) {
        places[place] = stream;
        places[place + 1] = timeMs;
        size++;
        if (size * 4L > places.length) {
            grow();
        }
    }

    private void grow() {
        long[] old = places;
        size = 0;
        if (old.length >= 2 * MOST_PLACES) {
            places = new long[2 * FIRST_PLACES];
            for (int i = 0; i < old.length; i += 2) {
                forgotten = old[i] == 0 ? forgotten : Math.max(forgotten, old[i + 1]);
            }
            return;
        }
        places = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                int place = placeOf(old[i]);
                places[place] = old[i];
                places[place + 1] = old[i + 1];
                size++;
            }
        }
    }

    private int placeOf(long stream) {
        int mask = places.length - 1;
        int place = (int) ((stream ^ (stream >>> 32)) << 1) & mask;
        while (places[place] != 0 && places[place] != stream) {
            place = (place + 2) & mask;
        }
        return place;
    }
}
