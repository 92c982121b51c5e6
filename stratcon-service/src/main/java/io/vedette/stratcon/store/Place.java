package io.vedette.stratcon.store;

import java.util.Comparator;

/**
 * Where Cassandra keeps cells together: all there is of the streams of a bundle in a stretch of 64 days, so that it changes as a whole.
 *
 * @param bundle number of streams whose ids lie together
 * @param stretch number of such stretches since the epoch; chunks of every size lie within one
 */
record Place(int bundle, int stretch) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::bundle).thenComparingInt(Place::stretch);

    static Place of(int stream, long epochSecond) {
        return new Place(OpenRow.bundleOf(stream), stretchOf(epochSecond));
    }

    static int stretchOf(long epochSecond) {
        return Tier.DAY.chunkOf(epochSecond);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
