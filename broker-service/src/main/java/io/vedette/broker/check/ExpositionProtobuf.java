package io.vedette.broker.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.vedette.broker.intake.Sample;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Prometheus' protobuf format, {@code io.prometheus.client.MetricFamily} with a length in front of each: the same streams as from the text, and
 * native histograms as cumulative histograms. Fields by their numbers, as the format never changes them.
 */
final class ExpositionProtobuf {
    private static final int LABEL = 1;
    private static final int GAUGE = 2;
    private static final int COUNTER = 3;
    private static final int SUMMARY = 4;
    private static final int UNTYPED = 5;
    private static final int TIMESTAMP = 6;
    private static final int HISTOGRAM = 7;

    private final long nowMs;
    private final List<Sample> samples = new ArrayList<>();

    ExpositionProtobuf(long nowMs) {
        this.nowMs = nowMs;
    }

    /**
     * @throws IOException where the bytes are no such message; what stood before is kept
     */
    void read(byte[] body) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(body);
        while (!in.isAtEnd()) {
            UnknownFieldSet family = UnknownFieldSet.parseFrom(in.readBytes());
            String name = text(family, 1);
            for (ByteString metric : family.getField(4).getLengthDelimitedList()) {
                new One(name, UnknownFieldSet.parseFrom(metric)).read();
            }
        }
    }

    List<Sample> samples() {
        return samples;
    }

    private static String text(UnknownFieldSet message, int number) {
        List<ByteString> texts = message.getField(number).getLengthDelimitedList();
        return texts.isEmpty() ? "" : texts.getLast().toStringUtf8();
    }

    private static double real(UnknownFieldSet message, int number) {
        List<Long> bits = message.getField(number).getFixed64List();
        return bits.isEmpty() ? 0 : Double.longBitsToDouble(bits.getLast());
    }

    private static long whole(UnknownFieldSet message, int number) {
        List<Long> values = message.getField(number).getVarintList();
        return values.isEmpty() ? 0 : values.getLast();
    }

    /** One metric of a family. */
    private final class One {
        private final String name;
        private final UnknownFieldSet metric;

        One(String name, UnknownFieldSet metric) {
            this.name = name;
            this.metric = metric;
        }

        void read() throws IOException {
            for (int kind : new int[] {GAUGE, COUNTER, UNTYPED}) {
                for (ByteString value : metric.getField(kind).getLengthDelimitedList()) {
                    add(name, "", "", real(UnknownFieldSet.parseFrom(value), 1));
                }
            }
            for (ByteString value : metric.getField(SUMMARY).getLengthDelimitedList()) {
                UnknownFieldSet summary = UnknownFieldSet.parseFrom(value);
                totals(summary);
                for (ByteString part : summary.getField(3).getLengthDelimitedList()) {
                    UnknownFieldSet quantile = UnknownFieldSet.parseFrom(part);
                    add(name, "quantile", number(real(quantile, 1)), real(quantile, 2));
                }
            }
            for (ByteString value : metric.getField(HISTOGRAM).getLengthDelimitedList()) {
                histogram(UnknownFieldSet.parseFrom(value));
            }
        }

        private void totals(UnknownFieldSet message) throws IOException {
            add(name + "_count", "", "", (double) whole(message, 1));
            add(name + "_sum", "", "", real(message, 2));
        }

        private void histogram(UnknownFieldSet histogram) throws IOException {
            totals(histogram);
            for (ByteString part : histogram.getField(3).getLengthDelimitedList()) {
                UnknownFieldSet bucket = UnknownFieldSet.parseFrom(part);
                add(name + "_bucket", "le", number(real(bucket, 2)), (double) whole(bucket, 1));
            }
            Histogram merged = NativeBuckets.of(histogram);
            if (merged.count() > 0) {
                String stream = stream(name, "", "");
                samples.add(timed(Sample.histogram(stream, MetricType.CUMULATIVE_HISTOGRAM, nowMs, merged.toBytes())));
            }
        }

        private void add(String metricName, String label, String labelValue, double value) throws IOException {
            String stream = stream(metricName, label, labelValue);
            samples.add(timed(
                    Double.isNaN(value)
                            ? Sample.nothing(stream, MetricType.DOUBLE, nowMs)
                            : Sample.real(stream, nowMs, value)));
        }

        private Sample timed(Sample sample) {
            long ownMs = whole(metric, TIMESTAMP);
            return ownMs == 0 ? sample : sample.timedAt(ownMs);
        }

        private String stream(String metricName, String label, String labelValue) throws IOException {
            StreamName stream = new StreamName(metricName);
            if (!label.isEmpty()) {
                stream.tag(label, labelValue);
            }
            for (ByteString part : metric.getField(LABEL).getLengthDelimitedList()) {
                UnknownFieldSet pair = UnknownFieldSet.parseFrom(part);
                stream.tag(text(pair, 1), text(pair, 2));
            }
            return stream.canonical().orElse(metricName);
        }
    }

    /** As the text format writes it. */
    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
