package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The totals of one check's streams, the most recently used, bounded. A timestamped addition that is sent again is not added again. What waits for the
 * disk is told from what is on it: a total that is shown is made of additions on the disk alone. Guarded by itself.
 */
final class RunningTotals {
    private static final int MAX_STREAMS = 10_000;
    private static final int MAX_REMEMBERED = 50_000;

    private final Map<String, Total> totals = bounded(MAX_STREAMS);
    private final Map<Addition, CompletableFuture<?>> recent = bounded(MAX_REMEMBERED);

    private record Addition(String name, long timeMs, MetricType type, long bits) {
        static Addition of(Sample sample) {
            return new Addition(sample.name(), sample.timeMs(), sample.type(), sample.bits());
        }
    }

    private static final class Total {
        private double asked;
        private double stored;
    }

    /**
     * What of a push is new.
     *
     * @param stored ends when it is on the disk, and what it repeats is
     */
    record Added(List<Sample> fresh, CompletableFuture<?> stored) {}

    /** Adds, on the way to the disk; in the order in which {@code append} is called. */
    synchronized Added add(List<Sample> samples, Function<List<Sample>, CompletableFuture<?>> append) {
        List<Sample> fresh = new ArrayList<>();
        Set<CompletableFuture<?>> awaited = new LinkedHashSet<>();
        Set<Addition> own = new LinkedHashSet<>();
        for (Sample sample : samples) {
            CompletableFuture<?> carrier = sample.timed() ? recent.get(Addition.of(sample)) : null;
            if (carrier != null) {
                awaited.add(carrier);
            } else if (!sample.timed() || own.add(Addition.of(sample))) {
                fresh.add(sample);
            }
        }
        CompletableFuture<?> stored = fresh.isEmpty() ? CompletableFuture.completedFuture(0L) : append.apply(fresh);
        own.forEach(addition -> recent.put(addition, stored));
        fresh.forEach(sample -> total(sample).asked += number(sample));
        awaited.add(stored);
        return new Added(fresh, CompletableFuture.allOf(awaited.toArray(CompletableFuture[]::new)));
    }

    /** These are on the disk: the totals, at the samples' own times, else at this one. */
    synchronized List<Sample> stored(List<Sample> samples, long nowMs) {
        List<Sample> shown = new ArrayList<>(samples.size());
        for (Sample sample : samples) {
            Total total = total(sample);
            total.stored += number(sample);
            long at = sample.timed() ? sample.timeMs() : nowMs;
            Sample sum = sample.type() == MetricType.DOUBLE
                    ? Sample.real(sample.name(), at, total.stored)
                    : Sample.whole(sample.name(), sample.type(), at, (long) total.stored);
            shown.add(sample.timed() ? sum.timedAt(at) : sum);
        }
        return shown;
    }

    /** These are not on the disk, and free to be sent again. */
    synchronized void refused(List<Sample> samples) {
        for (Sample sample : samples) {
            total(sample).asked -= number(sample);
            recent.remove(Addition.of(sample));
        }
    }

    /** Additions found in the journal. */
    synchronized void found(List<Sample> samples, boolean timed) {
        for (Sample sample : samples) {
            Total total = total(sample);
            total.asked += number(sample);
            total.stored = total.asked;
            if (timed) {
                recent.put(Addition.of(sample), CompletableFuture.completedFuture(0L));
            }
        }
    }

    /** Totals found in the journal: what came before them is in them. */
    synchronized void foundTotals(List<Sample> samples) {
        for (Sample sample : samples) {
            Total total = total(sample);
            total.asked = number(sample);
            total.stored = total.asked;
        }
    }

    /** Hands on the totals of all that was asked for so far, before anything else is. */
    synchronized <T> T totals(Function<List<Sample>, T> append) {
        List<Sample> all = new ArrayList<>(totals.size());
        totals.forEach((name, total) -> all.add(Sample.real(name, 0, total.asked)));
        return append.apply(all);
    }

    private Total total(Sample sample) {
        return totals.computeIfAbsent(sample.name(), name -> new Total());
    }

    private static double number(Sample sample) {
        return sample.type() == MetricType.DOUBLE ? Double.longBitsToDouble(sample.bits()) : sample.bits();
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
