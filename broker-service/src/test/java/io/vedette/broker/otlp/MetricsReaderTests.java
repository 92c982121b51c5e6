package io.vedette.broker.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vedette.broker.Fuzz;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.Batches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MetricsReaderTests {
    private static final long NANOS = 17_000_000L;
    private static final ExportMetricsServiceRequest EVERYTHING = request(
            gauge("g", 1.5),
            Metric.newBuilder()
                    .setName("c")
                    .setSum(Sum.newBuilder()
                            .addDataPoints(
                                    NumberDataPoint.newBuilder().setAsInt(7).setTimeUnixNano(NANOS)))
                    .build(),
            Metric.newBuilder().setName("h").setHistogram(explicit()).build(),
            Metric.newBuilder()
                    .setName("e")
                    .setExponentialHistogram(exponential())
                    .build(),
            Metric.newBuilder()
                    .setName("s")
                    .setSummary(Summary.newBuilder()
                            .addDataPoints(SummaryDataPoint.newBuilder()
                                    .setTimeUnixNano(NANOS)
                                    .setCount(3)
                                    .setSum(6)
                                    .addQuantileValues(SummaryDataPoint.ValueAtQuantile.newBuilder()
                                            .setQuantile(0.5)
                                            .setValue(2))))
                    .build());

    private static final List<byte[]> CORPUS =
            List.of(EVERYTHING.toByteArray(), json(EVERYTHING).getBytes(UTF_8));

    private final List<Sample> samples = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    @Test
    void readsEveryKindOfPointOfEitherCodingToTheSameSamples() throws IOException {
        byte[] bytes = EVERYTHING.toByteArray();
        OtlpBodies.read(bytes, bytes.length, reader(BucketValue.MID));
        List<String> binary = texts();
        samples.clear();
        OtlpBodies.readJson(json(EVERYTHING), reader(BucketValue.MID));
        assertThat(binary)
                .isEqualTo(texts())
                .containsExactly(
                        "g|ST[host:a,service.name:shop]@17:n",
                        "c|ST[service.name:shop]@17:l",
                        "h|ST[service.name:shop]@17:h",
                        "e|ST[service.name:shop]@17:H",
                        "s|ST[quantile:0.5,service.name:shop]@17:n",
                        "s`count|ST[service.name:shop]@17:L",
                        "s`sum|ST[service.name:shop]@17:n");
        assertThat(refused).isEmpty();
    }

    @Test
    void putsBucketsIntoLogLinearBinsWhereTheCheckSaysTheyLie() throws IOException {
        assertThat(histogram(BucketValue.MID)).isEqualTo(bins(5, 15));
        assertThat(histogram(BucketValue.LOW)).isEqualTo(bins(0, 10));
        assertThat(histogram(BucketValue.HIGH)).isEqualTo(bins(10, 20));
        assertThat(histogram(BucketValue.HARMONIC_MEAN)).isEqualTo(bins(0, 2 * 10 * 20 / 30.0));
        assertThat(histogram(BucketValue.MID).count()).isEqualTo(6);
        assertThat(of(samples.get(3)))
                .isEqualTo(new io.vedette.contracts.histogram.Histogram()
                        .insert(0, 1)
                        .insert(3, 4));
    }

    @Test
    void refusesPointsWithoutAValueAndHistogramsThatDoNotFit() throws IOException {
        ExportMetricsServiceRequest request = request(
                Metric.newBuilder().setName("none").build(),
                Metric.newBuilder()
                        .setName("empty")
                        .setGauge(Gauge.newBuilder().addDataPoints(NumberDataPoint.getDefaultInstance()))
                        .build(),
                Metric.newBuilder()
                        .setName("odd")
                        .setHistogram(Histogram.newBuilder()
                                .addDataPoints(HistogramDataPoint.newBuilder()
                                        .addBucketCounts(1)
                                        .addExplicitBounds(1)))
                        .build(),
                gauge("", 1));
        OtlpBodies.read(request.toByteArray(), request.getSerializedSize(), reader(BucketValue.MID));
        assertThat(samples).isEmpty();
        assertThat(refused).containsExactly("no_data", "no_data", "bad_buckets", "bad_attributes");
    }

    @RepeatedTest(20)
    void keepsEveryCount() throws IOException {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        Random random = new Random(seed);
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder();
        double bound = random.nextGaussian();
        long count = 0;
        for (int i = 0; i <= 10; i++) {
            long here = random.nextInt(1000);
            count += here;
            point.addBucketCounts(here);
            if (i < 10) {
                bound += random.nextDouble() * 10;
                point.addExplicitBounds(bound);
            }
        }
        ExportMetricsServiceRequest request = request(Metric.newBuilder()
                .setName("h")
                .setHistogram(Histogram.newBuilder().addDataPoints(point))
                .build());
        OtlpBodies.read(request.toByteArray(), request.getSerializedSize(), reader(BucketValue.MID));
        assertThat(of(samples.getFirst()).count()).as("seed %d", seed).isEqualTo(count);
    }

    @Tag("long")
    @FuzzTest(maxDuration = "60s")
    void readsWhateverJazzerFinds(byte[] body) throws IOException {
        readsOrRefuses(body);
    }

    @Test
    void readsWhateverMutationsFind() {
        Fuzz.run("otlp", CORPUS, 10_000, MetricsReaderTests::readsOrRefuses);
    }

    private static void readsOrRefuses(byte[] body) throws IOException {
        MetricsReader reader = new MetricsReader(
                BucketValue.MID,
                1,
                sample -> assertThat(sample.name().getBytes(UTF_8)).hasSizeBetween(1, Batches.MAX_NAME_BYTES),
                (reason, count) -> assertThat(reason).isNotEmpty());
        try {
            OtlpBodies.read(body, body.length, reader);
        } catch (InvalidProtocolBufferException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
        try {
            OtlpBodies.readJson(new String(body, UTF_8), reader);
        } catch (InvalidProtocolBufferException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    private io.vedette.contracts.histogram.Histogram histogram(BucketValue value) throws IOException {
        samples.clear();
        OtlpBodies.read(EVERYTHING.toByteArray(), EVERYTHING.getSerializedSize(), reader(value));
        return of(samples.get(2));
    }

    /** 2 below 10, 3 from 10 to 20, and 1 above, which lies at the bound. */
    private static io.vedette.contracts.histogram.Histogram bins(double first, double second) {
        return new io.vedette.contracts.histogram.Histogram()
                .insert(first, 2)
                .insert(second, 3)
                .insert(20, 1);
    }

    private static io.vedette.contracts.histogram.Histogram of(Sample sample) {
        return io.vedette.contracts.histogram.Histogram.of(requireNonNull(sample.histogram()));
    }

    private static Histogram explicit() {
        return Histogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(NANOS)
                        .addAllBucketCounts(List.of(2L, 3L, 1L))
                        .addAllExplicitBounds(List.of(10.0, 20.0)))
                .build();
    }

    /** Scale 0: one zero, 4 in (2,4], whose middle is 3. */
    private static ExponentialHistogram exponential() {
        return ExponentialHistogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(ExponentialHistogramDataPoint.newBuilder()
                        .setTimeUnixNano(NANOS)
                        .setZeroCount(1)
                        .setPositive(ExponentialHistogramDataPoint.Buckets.newBuilder()
                                .setOffset(1)
                                .addBucketCounts(4)))
                .build();
    }

    private static Metric gauge(String name, double value) {
        return Metric.newBuilder()
                .setName(name)
                .setGauge(Gauge.newBuilder()
                        .addDataPoints(NumberDataPoint.newBuilder()
                                .addAttributes(attribute("host", "a"))
                                .setAsDouble(value)
                                .setTimeUnixNano(NANOS)))
                .build();
    }

    private static ExportMetricsServiceRequest request(Metric... metrics) {
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder()
                                .addAttributes(attribute("service.name", "shop"))
                                .addAttributes(attribute("process.pid", "1")))
                        .addScopeMetrics(ScopeMetrics.newBuilder().addAllMetrics(List.of(metrics))))
                .build();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static String json(ExportMetricsServiceRequest request) {
        try {
            return JsonFormat.printer().print(request);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private MetricsReader reader(BucketValue value) {
        return new MetricsReader(value, 1, samples::add, (reason, count) -> refused.add(reason));
    }

    private List<String> texts() {
        return samples.stream()
                .map(sample -> sample.name() + "@" + sample.timeMs() + ":"
                        + sample.type().code())
                .toList();
    }
}
