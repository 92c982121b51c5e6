package io.vedette.broker.remotewrite;

import io.vedette.broker.intake.KnownStream;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message of either version, series by series, and hands on each sample. A series is read twice: its labels, then its samples, in whatever order
 * they stand. Belongs to one thread; one use.
 */
final class WriteRequestReader {
    private static final long STALE = 0x7ff0000000000002L;

    private final byte[] bytes;
    private final int length;
    private final LabelNames names;
    private final Consumer<Sample> samples;
    private final ObjIntConsumer<String> refused;
    private final ProtoCursor message = new ProtoCursor();
    private final ProtoCursor series = new ProtoCursor();
    private final ProtoCursor inner = new ProtoCursor();
    private final NativeHistogram histogram = new NativeHistogram();
    private int[] symbols = new int[64];
    private int symbolEnds;
    private int histograms;
    private int harmless;

    WriteRequestReader(
            byte[] bytes,
            int length,
            LabelNames.Cache cache,
            Consumer<Sample> samples,
            ObjIntConsumer<String> refused) {
        this.bytes = bytes;
        this.length = length;
        names = new LabelNames(cache);
        this.samples = samples;
        this.refused = refused;
    }

    /** Histograms handed on. */
    int histograms() {
        return histograms;
    }

    /** Of what was refused, how many were marks of a series' end or no numbers: no fault of the sender's. */
    int harmless() {
        return harmless;
    }

    /** {@code prometheus.WriteRequest}. */
    void readFirst() {
        message.reset(bytes, 0, length);
        while (message.next()) {
            if (message.field() == 1) {
                seriesByLabels();
            }
        }
    }

    /** {@code io.prometheus.write.v2.Request}. */
    void readSecond() {
        message.reset(bytes, 0, length);
        while (message.next()) {
            if (message.field() == 4) {
                symbol(message.from(), message.to());
            }
        }
        message.reset(bytes, 0, length);
        while (message.next()) {
            if (message.field() == 5) {
                series(names.stream(() -> labels(this::labelsBySymbol)), message.from(), 2, 3);
            }
        }
    }

    /** By their bytes, if the labels stand together in front, which they do in all that Prometheus sends. */
    private void seriesByLabels() {
        int from = message.from();
        int to = from;
        boolean together = true;
        series.reset(bytes, from, message.to());
        for (int at = from; series.next(); at = series.at()) {
            if (series.field() == 1) {
                together &= at == to;
                to = series.at();
            }
        }
        Runnable gathering = () -> labels(this::label);
        if (together) {
            series(names.stream(bytes, from, to, gathering), to, 2, 4);
        } else {
            series(names.stream(gathering), from, 2, 4);
        }
    }

    /** Hands on each label field of the series. */
    private void labels(Runnable label) {
        series.reset(bytes, message.from(), message.to());
        while (series.next()) {
            if (series.field() == 1) {
                label.run();
            }
        }
    }

    /** Hands on the samples of the series whose fields from there on are still to be read. */
    private void series(@Nullable KnownStream stream, int from, int sampleField, int histogramField) {
        series.reset(bytes, from, message.to());
        while (series.next()) {
            if (series.field() == sampleField) {
                sample(stream);
            } else if (series.field() == histogramField) {
                histogram(stream);
            }
        }
    }

    private void label() {
        int nameFrom = 0;
        int nameTo = 0;
        int valueFrom = 0;
        int valueTo = 0;
        inner.reset(bytes, series.from(), series.to());
        while (inner.next()) {
            if (inner.field() == 1) {
                nameFrom = inner.from();
                nameTo = inner.to();
            } else if (inner.field() == 2) {
                valueFrom = inner.from();
                valueTo = inner.to();
            }
        }
        names.label(bytes, nameFrom, nameTo, valueFrom, valueTo);
    }

    private void symbol(int from, int to) {
        if (symbolEnds + 2 > symbols.length) {
            symbols = Arrays.copyOf(symbols, symbols.length * 2);
        }
        symbols[symbolEnds++] = from;
        symbols[symbolEnds++] = to;
    }

    private void labelsBySymbol() {
        inner.packed(series);
        while (inner.nextNumber()) {
            int label = place(inner.value());
            if (!inner.nextNumber()) {
                throw new ProtoCursor.MalformedException("a label without a value");
            }
            int value = place(inner.value());
            names.label(bytes, symbols[label], symbols[label + 1], symbols[value], symbols[value + 1]);
        }
    }

    private int place(long symbol) {
        if (symbol < 0 || symbol * 2 >= symbolEnds) {
            throw new ProtoCursor.MalformedException("no symbol " + symbol);
        }
        return (int) symbol * 2;
    }

    private void sample(@Nullable KnownStream stream) {
        long bits = 0;
        long timeMs = 0;
        inner.reset(bytes, series.from(), series.to());
        while (inner.next()) {
            if (inner.field() == 1) {
                bits = inner.value();
            } else if (inner.field() == 2) {
                timeMs = inner.value();
            }
        }
        if (stream == null) {
            refused.accept("bad_labels", 1);
        } else if (Double.isFinite(Double.longBitsToDouble(bits))) {
            samples.accept(Sample.number(stream, MetricType.DOUBLE, timeMs, true, bits));
        } else {
            harmless++;
            refused.accept(bits == STALE ? "stale" : "not_finite", 1);
        }
    }

    private void histogram(@Nullable KnownStream stream) {
        histogram.read(bytes, series.from(), series.to());
        if (histogram.isStale()) {
            harmless++;
            refused.accept("stale", 1);
        } else if (stream == null) {
            refused.accept("bad_labels", 1);
        } else if (!histogram.isKnown()) {
            refused.accept("bad_schema", 1);
        } else {
            histograms++;
            MetricType type = histogram.isGauge() ? MetricType.HISTOGRAM : MetricType.CUMULATIVE_HISTOGRAM;
            long timeMs = histogram.timeMs();
            samples.accept(Sample.histogram(
                            stream.name(), type, timeMs, histogram.histogram().toBytes())
                    .timedAt(timeMs)
                    .named(stream));
        }
    }
}
