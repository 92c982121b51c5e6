package io.vedette.broker.lineprotocol;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.push.ByteIndex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a series in the order in which they first came, which is mostly that of every line: who has read one compares the next with the bytes that
 * stand behind it, and looks none up. Grows by {@link #with}; who has one sees no change in it. Any threads.
 */
final class SeriesFields {
    private static final int FIRST = 8;
    private static final int MOST = 1 << 14;

    /** Each key with its equal sign, one after the other; what lies beyond the last of these belongs to larger ones. */
    private final byte[] keys;
    /** Where each ends. */
    private final int[] ends;

    private final KnownStream[] streams;
    private final int count;
    private final ByteIndex<Integer> index;

    private SeriesFields(byte[] keys, int[] ends, KnownStream[] streams, int count, ByteIndex<Integer> index) {
        this.keys = keys;
        this.ends = ends;
        this.streams = streams;
        this.count = count;
        this.index = index;
    }

    /** One of the fields. */
    record Place(SeriesFields fields, int at) {}

    static SeriesFields none() {
        return new SeriesFields(new byte[0], new int[0], new KnownStream[0], 0, new ByteIndex<>(FIRST, MOST));
    }

    /** Whether this is the field whose key, and an equal sign, stand here. */
    boolean stands(int at, byte[] bytes, int from, int end) {
        if (at >= count) {
            return false;
        }
        int begin = begin(at);
        int to = from + ends[at] - begin;
        return to <= end && Arrays.equals(keys, begin, ends[at], bytes, from, to);
    }

    /** Of its key, the equal sign not counted. */
    int keyLength(int at) {
        return ends[at] - begin(at) - 1;
    }

    KnownStream stream(int at) {
        return streams[at];
    }

    @Nullable
    Place find(byte[] bytes, int from, int to) {
        Integer at = index.find(ByteIndex.hash(bytes, from, to), bytes, from, to);
        return at == null || at >= count ? null : new Place(this, at);
    }

    /** These and one more behind them; when there are too many, that one alone. To be called one at a time, and on the largest alone. */
    SeriesFields with(byte[] bytes, int from, int to, KnownStream stream) {
        if (count == MOST) {
            return none().with(bytes, from, to, stream);
        }
        int begin = begin(count);
        int end = begin + to - from + 1;
        byte[] allKeys = keys.length < end ? Arrays.copyOf(keys, count < FIRST ? end : 2 * end) : keys;
        System.arraycopy(bytes, from, allKeys, begin, to - from);
        allKeys[end - 1] = '=';
        int room = count < FIRST ? count + 1 : 2 * count;
        int[] allEnds = ends.length == count ? Arrays.copyOf(ends, room) : ends;
        KnownStream[] allStreams = streams.length == count ? Arrays.copyOf(streams, room) : streams;
        allEnds[count] = end;
        allStreams[count] = stream;
        index.put(ByteIndex.hash(bytes, from, to), bytes, from, to, count);
        return new SeriesFields(allKeys, allEnds, allStreams, count + 1, index);
    }

    /** The one that came last. */
    Place last() {
        return new Place(this, count - 1);
    }

    private int begin(int at) {
        return at == 0 ? 0 : ends[at - 1];
    }
}
