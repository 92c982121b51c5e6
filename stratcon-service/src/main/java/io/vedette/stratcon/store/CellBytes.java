package io.vedette.stratcon.store;

import io.vedette.contracts.histogram.Histogram;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.rollup.HistogramCell;
import io.vedette.stratcon.rollup.TextCell;
import io.vedette.stratcon.rollup.TextSample;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Histogram and text cells as bytes. */
final class CellBytes {

    private CellBytes() {}

    static byte[] of(HistogramCell cell) {
        return new Out().histogram(cell).toBytes();
    }

    static byte[] of(TextCell cell) {
        return new Out().text(cell).toBytes();
    }

    /** Bytes being written. */
    static final class Out {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();

        Out number(long value) {
            all.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
            return this;
        }

        Out bytes(byte[] bytes) {
            number(bytes.length);
            all.writeBytes(bytes);
            return this;
        }

        Out histogram(HistogramCell cell) {
            return number(cell.cumulative() ? 1 : 0)
                    .number(cell.lastMs())
                    .bytes(cell.bins().toBytes());
        }

        Out text(TextCell cell) {
            List<List<TextSample>> runs = cell.runs();
            number(cell.count()).number(runs.size());
            for (List<TextSample> run : runs) {
                bytes(run.getFirst().text().getBytes(StandardCharsets.UTF_8)).number(run.size());
                run.forEach(sample -> number(sample.timeMs()));
            }
            return this;
        }

        byte[] toBytes() {
            return all.toByteArray();
        }
    }

    /** The reverse; throws {@link DamagedChunkException} at the end of the bytes. */
    static final class In {
        private final ByteBuffer all;

        In(byte[] bytes) {
            all = ByteBuffer.wrap(bytes);
        }

        long number() {
            try {
                return all.getLong();
            } catch (BufferUnderflowException e) {
                throw new DamagedChunkException("cells end early");
            }
        }

        byte[] bytes() {
            long length = number();
            if (length < 0 || length > all.remaining()) {
                throw new DamagedChunkException("cells end early");
            }
            byte[] bytes = new byte[(int) length];
            all.get(bytes);
            return bytes;
        }

        HistogramCell histogram() {
            boolean isCumulative = number() == 1;
            return new HistogramCell(isCumulative, number(), Histogram.of(bytes()));
        }

        TextCell text() {
            long count = number();
            List<TextSample> samples = new ArrayList<>();
            for (long runs = number(); runs > 0; runs--) {
                String text = new String(bytes(), StandardCharsets.UTF_8);
                for (long left = number(); left > 0; left--) {
                    samples.add(new TextSample(number(), text));
                }
            }
            return new TextCell(count, samples);
        }
    }
}
