package io.vedette.broker.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** Turns points into samples, each at its own time. Points without a value are null. Belongs to one thread. */
final class MetricsReader {
    private static final int NO_RECORDED_VALUE = 1;
    private static final long NANOS_A_MS = 1_000_000;

    private final BucketValue bucketValue;
    private final long nowMs;
    private final Consumer<Sample> samples;
    private final ObjIntConsumer<String> refused;
    private PointNames names = new PointNames(List.of());

    MetricsReader(BucketValue bucketValue, long nowMs, Consumer<Sample> samples, ObjIntConsumer<String> refused) {
        this.bucketValue = bucketValue;
        this.nowMs = nowMs;
        this.samples = samples;
        this.refused = refused;
    }

    void read(ResourceMetrics metrics) {
        names = new PointNames(metrics.getResource().getAttributesList());
        metrics.getScopeMetricsList().forEach(scope -> scope.getMetricsList().forEach(this::metric));
    }

    private void metric(Metric metric) {
        String name = metric.getName();
        switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsList().forEach(point -> number(name, point));
            case SUM -> metric.getSum().getDataPointsList().forEach(point -> number(name, point));
            case HISTOGRAM -> {
                MetricType type = type(metric.getHistogram().getAggregationTemporality());
                metric.getHistogram().getDataPointsList().forEach(point -> histogram(name, type, point));
            }
            case EXPONENTIAL_HISTOGRAM -> {
                MetricType type = type(metric.getExponentialHistogram().getAggregationTemporality());
                metric.getExponentialHistogram().getDataPointsList().forEach(point -> exponential(name, type, point));
            }
            case SUMMARY -> metric.getSummary().getDataPointsList().forEach(point -> summary(name, point));
            case DATA_NOT_SET -> refused.accept("no_data", 1);
        }
    }

    private void number(String metric, NumberDataPoint point) {
        long at = millis(point.getTimeUnixNano());
        String name = name(metric, point.getAttributesList(), "", "");
        if (name.isEmpty()) {
            return;
        }
        if (isNothing(point.getFlags())) {
            add(Sample.nothing(name, MetricType.DOUBLE, at), at);
            return;
        }
        switch (point.getValueCase()) {
            case AS_INT -> add(Sample.whole(name, MetricType.INT64, at, point.getAsInt()), at);
            case AS_DOUBLE -> add(Sample.real(name, at, point.getAsDouble()), at);
            case VALUE_NOT_SET -> refused.accept("no_data", 1);
        }
    }

    private void histogram(String metric, MetricType type, HistogramDataPoint point) {
        int buckets = point.getBucketCountsCount();
        int bounds = point.getExplicitBoundsCount();
        if (buckets != 0 && buckets != bounds + 1) {
            refused.accept("bad_buckets", 1);
            return;
        }
        Histogram histogram = new Histogram();
        for (int i = 0; i < buckets; i++) {
            histogram.insert(value(point, i, bounds), point.getBucketCounts(i));
        }
        if (buckets == 0 && point.getCount() > 0) {
            // Of a histogram without buckets only count and sum are known.
            histogram.insert(point.getSum() / point.getCount(), point.getCount());
        }
        histogram(metric, point.getAttributesList(), type, histogram, point.getTimeUnixNano(), point.getFlags());
    }

    /** The outermost buckets end where the smallest and largest value are known to lie, else at their bound. */
    private double value(HistogramDataPoint point, int bucket, int bounds) {
        if (bounds == 0) {
            return point.getCount() == 0 ? 0 : point.getSum() / point.getCount();
        }
        double lowest = point.hasMin() ? point.getMin() : Math.min(0, point.getExplicitBounds(0));
        double lower = bucket == 0 ? lowest : point.getExplicitBounds(bucket - 1);
        double highest = point.hasMax() ? Math.max(point.getMax(), lower) : lower;
        return bucketValue.between(lower, bucket == bounds ? highest : point.getExplicitBounds(bucket));
    }

    private void exponential(String metric, MetricType type, ExponentialHistogramDataPoint point) {
        Histogram histogram = new Histogram();
        histogram.insert(0, point.getZeroCount());
        fill(histogram, point.getPositive(), point.getScale(), 1);
        fill(histogram, point.getNegative(), point.getScale(), -1);
        histogram(metric, point.getAttributesList(), type, histogram, point.getTimeUnixNano(), point.getFlags());
    }

    private void fill(Histogram histogram, ExponentialHistogramDataPoint.Buckets buckets, int scale, int sign) {
        double width = Math.pow(2, -scale);
        long index = buckets.getOffset();
        for (int i = 0; i < buckets.getBucketCountsCount(); i++) {
            double lower = Math.pow(2, index * width);
            double upper = Math.pow(2, ++index * width);
            histogram.insert(sign * bucketValue.between(lower, upper), buckets.getBucketCounts(i));
        }
    }

    private void histogram(
            String metric, List<KeyValue> point, MetricType type, Histogram histogram, long nanos, int flags) {
        String name = name(metric, point, "", "");
        long at = millis(nanos);
        if (!name.isEmpty()) {
            boolean nothing = isNothing(flags);
            add(nothing ? Sample.nothing(name, type, at) : Sample.histogram(name, type, at, histogram.toBytes()), at);
        }
    }

    private void summary(String metric, SummaryDataPoint point) {
        long at = millis(point.getTimeUnixNano());
        point.getQuantileValuesList().forEach(quantile -> {
            String part = Double.toString(quantile.getQuantile());
            String name = name(metric, point.getAttributesList(), "quantile", part);
            if (!name.isEmpty()) {
                add(Sample.real(name, at, quantile.getValue()), at);
            }
        });
        String count = name(metric + "`count", point.getAttributesList(), "", "");
        String sum = name(metric + "`sum", point.getAttributesList(), "", "");
        if (!count.isEmpty() && !sum.isEmpty()) {
            add(Sample.whole(count, MetricType.UINT64, at, point.getCount()), at);
            add(Sample.real(sum, at, point.getSum()), at);
        }
    }

    private String name(String metric, List<KeyValue> point, String extraKey, String extraValue) {
        String name = names.name(metric, point, extraKey, extraValue).orElse("");
        if (name.isEmpty()) {
            refused.accept("bad_attributes", 1);
        }
        return name;
    }

    private void add(Sample sample, long atMs) {
        samples.accept(sample.named(sample.name()).timedAt(atMs));
    }

    private long millis(long nanos) {
        return nanos == 0 ? nowMs : Long.divideUnsigned(nanos, NANOS_A_MS);
    }

    private static boolean isNothing(int flags) {
        return (flags & NO_RECORDED_VALUE) != 0;
    }

    private static MetricType type(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                ? MetricType.HISTOGRAM
                : MetricType.CUMULATIVE_HISTOGRAM;
    }
}
