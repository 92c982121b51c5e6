package io.vedette.broker.statsd;

import io.vedette.broker.intake.Sample;
import io.vedette.broker.statsd.StatsdValue.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the lines of one check came to in the present period. A gauge keeps its value over periods, so that a change has something to change, and is told
 * in periods in which it was set; one that was not touched for an hour is forgotten. Guarded by itself.
 */
final class Accumulator {
    private static final long FORGOTTEN_MS = 3_600_000;

    private final int maxStreams;
    private final int maxSetSize;
    private final Map<String, Stream> streams = new HashMap<>();

    Accumulator(int maxStreams, int maxSetSize) {
        this.maxStreams = maxStreams;
        this.maxSetSize = maxSetSize;
    }

    /** One stream's present period. */
    private static final class Stream {
        private final StatsdValue first;
        private final Set<String> members = new HashSet<>();
        private long touchedMs;
        private boolean touched;
        private double value;
        private double count;
        private double sum;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Stream(StatsdValue first) {
            this.first = first;
        }
    }

    /**
     * @throws StatsdLineException {@code bad_tag}, {@code too_many_streams} or {@code set_full}
     */
    synchronized void add(StatsdValue value, long nowMs) throws StatsdLineException {
        String key = value.stream("").canonical().orElseThrow(() -> new StatsdLineException("bad_tag"));
        Stream stream = streams.get(key);
        if (stream == null) {
            if (streams.size() >= maxStreams) {
                throw new StatsdLineException("too_many_streams");
            }
            stream = new Stream(value);
            streams.put(key, stream);
        }
        switch (value.kind()) {
            case COUNTER -> stream.value += value.number() / value.rate();
            case GAUGE -> stream.value = value.isChange() ? stream.value + value.number() : value.number();
            case TIMING -> time(stream, value);
            case SET -> {
                if (stream.members.size() >= maxSetSize && !stream.members.contains(value.member())) {
                    throw new StatsdLineException("set_full");
                }
                stream.members.add(value.member());
            }
        }
        stream.touched = true;
        stream.touchedMs = nowMs;
    }

    /** The values so far, as samples at this time. */
    synchronized List<Sample> values(long timeMs) {
        List<Sample> samples = new ArrayList<>();
        for (Stream stream : streams.values()) {
            if (stream.touched) {
                tell(stream, timeMs, samples);
            }
        }
        return samples;
    }

    /** The values of the period that ends at this time; the next begins empty but for the gauges' values. */
    synchronized List<Sample> close(long endMs) {
        List<Sample> samples = values(endMs);
        streams.values()
                .removeIf(stream -> stream.first.kind() != Kind.GAUGE || endMs - stream.touchedMs > FORGOTTEN_MS);
        streams.values().forEach(stream -> stream.touched = false);
        return samples;
    }

    private static void time(Stream stream, StatsdValue value) {
        stream.count += 1 / value.rate();
        stream.sum += value.number() / value.rate();
        stream.min = Math.min(stream.min, value.number());
        stream.max = Math.max(stream.max, value.number());
    }

    private static void tell(Stream stream, long timeMs, List<Sample> samples) {
        switch (stream.first.kind()) {
            case COUNTER, GAUGE -> samples.add(sample(stream, "", timeMs, stream.value));
            case SET -> samples.add(sample(stream, "", timeMs, stream.members.size()));
            case TIMING -> {
                samples.add(sample(stream, "count", timeMs, stream.count));
                samples.add(sample(stream, "sum", timeMs, stream.sum));
                samples.add(sample(stream, "min", timeMs, stream.min));
                samples.add(sample(stream, "max", timeMs, stream.max));
                samples.add(sample(stream, "mean", timeMs, stream.sum / stream.count));
            }
        }
    }

    private static Sample sample(Stream stream, String part, long timeMs, double value) {
        return Sample.real(stream.first.stream(part).canonical().orElseThrow(), timeMs, value);
    }
}
