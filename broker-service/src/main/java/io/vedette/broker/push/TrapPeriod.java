package io.vedette.broker.push;

import static java.util.Objects.requireNonNull;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check's streams came to in the present period: the last value, or the mean of those that were sent to be averaged; histograms that are deltas are
 * merged. Bounded; guarded by itself.
 */
final class TrapPeriod {
    private static final int MAX_STREAMS = 100_000;

    private final long key;
    private final long endMs;
    private final Map<String, Kept> streams = new LinkedHashMap<>();

    /** One stream so far; the count is that of averaged values, 0 when the last one replaced what was. */
    private record Kept(Sample last, double sum, long count) {}

    /**
     * @param key tells this period from every other of this broker
     */
    TrapPeriod(long key, long endMs) {
        this.key = key;
        this.endMs = endMs;
    }

    long key() {
        return key;
    }

    long endMs() {
        return endMs;
    }

    /** How many of these are of streams past the bound, and lost. */
    synchronized int take(List<Sample> samples, boolean averaged) {
        int lost = 0;
        for (Sample sample : samples) {
            Kept before = streams.get(sample.name());
            if (before == null && streams.size() >= MAX_STREAMS) {
                lost++;
            } else {
                streams.put(sample.name(), averaged ? averaged(before, sample) : replaced(before, sample));
            }
        }
        return lost;
    }

    /** The period's values, at its end. */
    synchronized List<Sample> values() {
        List<Sample> values = new ArrayList<>(streams.size());
        streams.forEach((name, kept) -> values.add(
                kept.count() > 1
                        ? Sample.real(name, endMs, kept.sum() / kept.count())
                        : kept.last().at(endMs)));
        return values;
    }

    private static Kept replaced(@Nullable Kept before, Sample sample) {
        if (before == null
                || sample.missing()
                || before.last().missing()
                || !isDelta(sample)
                || !isDelta(before.last())) {
            return new Kept(sample, 0, 0);
        }
        Histogram both = Histogram.of(requireNonNull(before.last().histogram()))
                .merge(Histogram.of(requireNonNull(sample.histogram())));
        return new Kept(Sample.histogram(sample.name(), sample.type(), sample.timeMs(), both.toBytes()), 0, 0);
    }

    private static Kept averaged(@Nullable Kept before, Sample sample) {
        if (sample.missing() || !sample.type().isNumeric()) {
            return replaced(before, sample);
        }
        double value = sample.type() == MetricType.DOUBLE ? Double.longBitsToDouble(sample.bits()) : sample.bits();
        return before == null || before.count() == 0
                ? new Kept(sample, value, 1)
                : new Kept(sample, before.sum() + value, before.count() + 1);
    }

    private static boolean isDelta(Sample sample) {
        return sample.type() == MetricType.HISTOGRAM;
    }
}
