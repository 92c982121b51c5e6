package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Running totals of one check's streams that were sent with {@code _fl "+"}: the most recently used, bounded. Begin anew with the process. */
final class TrapTotals {
    private static final int MAX_STREAMS = 10_000;

    /** Guarded by this. */
    private final Map<String, Double> totals = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
            return size() > MAX_STREAMS;
        }
    };

    /** The sample with the stream's total as its value; one that is no number stays as it is. */
    synchronized Sample add(Sample sample) {
        if (sample.missing() || !sample.type().isNumeric()) {
            return sample;
        }
        double value = sample.type() == MetricType.DOUBLE ? Double.longBitsToDouble(sample.bits()) : sample.bits();
        double total = totals.merge(sample.name(), value, Double::sum);
        return sample.type() == MetricType.DOUBLE
                ? Sample.real(sample.name(), sample.timeMs(), total)
                : Sample.whole(sample.name(), sample.type(), sample.timeMs(), (long) total);
    }
}
