package io.vedette.broker.check;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.vedette.contracts.histogram.Histogram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prometheus' native (exponential) buckets put into log-linear ones, each at its middle. Counts are kept exactly, values to half a bucket's width. */
final class NativeBuckets {
    private static final int SCHEMA = 5;
    private static final int ZERO_COUNT = 7;
    private static final int NEGATIVE = 9;
    private static final int POSITIVE = 12;
    private static final int MOST_BUCKETS = 10_000;

    private NativeBuckets() {}

    /** What a histogram message holds of native buckets; empty when it has none. */
    static Histogram of(UnknownFieldSet message) throws IOException {
        Histogram histogram = new Histogram();
        List<Long> schema = message.getField(SCHEMA).getVarintList();
        int scale = schema.isEmpty() ? 0 : (int) CodedInputStream.decodeZigZag64(schema.getLast());
        for (long zeros : message.getField(ZERO_COUNT).getVarintList()) {
            histogram.insert(0, zeros);
        }
        side(message, NEGATIVE, -1, scale, histogram);
        side(message, POSITIVE, 1, scale, histogram);
        return histogram;
    }

    /** Spans, and behind them the counts, each as its difference from the one before. */
    private static void side(UnknownFieldSet message, int spans, int sign, int scale, Histogram histogram)
            throws IOException {
        List<Long> deltas = signed(message.getField(spans + 1));
        double base = Math.pow(2, Math.pow(2, -scale));
        int index = 0;
        long count = 0;
        int next = 0;
        for (ByteString part : message.getField(spans).getLengthDelimitedList()) {
            UnknownFieldSet span = UnknownFieldSet.parseFrom(part);
            List<Long> offset = span.getField(1).getVarintList();
            index += offset.isEmpty() ? 0 : (int) CodedInputStream.decodeZigZag64(offset.getLast());
            List<Long> length = span.getField(2).getVarintList();
            for (long i = 0; !length.isEmpty() && i < length.getLast() && next < deltas.size(); i++) {
                count += deltas.get(next++);
                // The bucket reaches from base^(index-1) to base^index.
                double middle = Math.pow(base, index - 0.5);
                if (count > 0 && Double.isFinite(middle)) {
                    histogram.insert(sign * middle, count);
                }
                index++;
            }
        }
    }

    private static List<Long> signed(UnknownFieldSet.Field field) throws IOException {
        List<Long> values = new ArrayList<>();
        field.getVarintList().forEach(value -> values.add(CodedInputStream.decodeZigZag64(value)));
        for (ByteString packed : field.getLengthDelimitedList()) {
            CodedInputStream in = packed.newCodedInput();
            while (!in.isAtEnd() && values.size() < MOST_BUCKETS) {
                values.add(in.readSInt64());
            }
        }
        return values;
    }
}
