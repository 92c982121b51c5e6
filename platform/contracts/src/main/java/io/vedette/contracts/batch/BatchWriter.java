package io.vedette.contracts.batch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes one batch: {@link #stream(String)}, its samples, the next stream, {@link #toBytes()}. Reusable through {@link #begin}; belongs to one
 * thread. A stream may be named again later in the same batch: the order of its samples is the order of writing.
 */
public final class BatchWriter {
    private static final byte[] NO_NAME = new byte[0];

    private final ByteSink index;
    private final ByteSink samples;
    private UUID check = new UUID(0, 0);
    private BatchKind kind = BatchKind.PERIOD;
    private long account;
    private int shard;
    private long receivedMs;
    private long baseMs;
    private byte[] before = NO_NAME;
    private int streams;
    private int sampleCount;
    private int blockStart;
    private boolean open;

    public BatchWriter() {
        this(1024, 4096);
    }

    /**
     * @param indexBytes room for the index to begin with
     * @param sampleBytes room for the samples
     */
    public BatchWriter(int indexBytes, int sampleBytes) {
        index = new ByteSink(indexBytes);
        samples = new ByteSink(sampleBytes);
    }

    /**
     * Starts a new batch and forgets the one before.
     *
     * @param check uuid of the check
     * @param account account that owns the check
     * @param shard shard of the check that all streams of this batch live in, see {@link Shards}
     * @param receivedMs when the broker collected or received the samples, epoch ms
     */
    public BatchWriter begin(UUID check, long account, int shard, BatchKind kind, long receivedMs) {
        this.check = check;
        this.account = account;
        this.shard = shard;
        this.kind = kind;
        this.receivedMs = receivedMs;
        baseMs = receivedMs;
        before = NO_NAME;
        index.size = 0;
        samples.size = 0;
        streams = 0;
        sampleCount = 0;
        blockStart = 0;
        open = false;
        return this;
    }

    /**
     * The stream the following samples belong to.
     *
     * @throws IllegalArgumentException when the name is empty or longer than {@link Batches#MAX_NAME_BYTES}
     */
    public BatchWriter stream(String name) {
        return stream(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a name in UTF-8, which is not to change before the batch is made. */
    public BatchWriter stream(byte[] utf8) {
        if (utf8.length == 0 || utf8.length > Batches.MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "metric name of " + utf8.length + " bytes: 1 to " + Batches.MAX_NAME_BYTES);
        }
        closeStream();
        int begins = CommonBytes.first(before, utf8);
        int ends = CommonBytes.last(before, utf8, Math.min(before.length, utf8.length) - begins);
        index.varint(begins);
        index.varint(ends);
        index.varint(utf8.length - begins - ends);
        index.bytes(utf8, begins, utf8.length - begins - ends);
        before = utf8;
        streams++;
        open = true;
        return this;
    }

    /** A whole number; for UINT64 the same 64 bits. */
    public BatchWriter whole(long timeMs, MetricType type, long value) {
        if (!type.isWhole()) {
            throw new IllegalArgumentException(type + " is no whole number");
        }
        head(timeMs, type.code());
        samples.zigzag(value);
        return this;
    }

    /** A double ({@code n}). */
    public BatchWriter real(long timeMs, double value) {
        head(timeMs, MetricType.DOUBLE.code());
        samples.fixed64(Double.doubleToRawLongBits(value));
        return this;
    }

    /** A text ({@code s}). */
    public BatchWriter text(long timeMs, String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return blob(timeMs, MetricType.TEXT, utf8);
    }

    /** A histogram ({@code h} or {@code H}) in OpenHistogram's binary form. */
    public BatchWriter histogram(long timeMs, MetricType type, byte[] serialized) {
        if (type != MetricType.HISTOGRAM && type != MetricType.CUMULATIVE_HISTOGRAM) {
            throw new IllegalArgumentException(type + " is no histogram");
        }
        return blob(timeMs, type, serialized);
    }

    /** Present but null, which is not the same as absent. */
    public BatchWriter nothing(long timeMs, MetricType type) {
        head(timeMs, type.code() | Batches.NULL_FLAG);
        return this;
    }

    /** Samples written since {@link #begin}. */
    public int samples() {
        return sampleCount;
    }

    /** Bytes the batch would have if it were closed now, never less. */
    public int size() {
        return Batches.HEADER_BYTES + index.size + 10 + samples.size;
    }

    /** The batch. The writer may go on with {@link #begin}. */
    public byte[] toBytes() {
        closeStream();
        byte[] out = new byte[Batches.HEADER_BYTES + index.size + samples.size];
        ByteBuffer header = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        header.put(Batches.VERSION)
                .put((byte) (kind == BatchKind.PERIOD ? 0 : 1))
                .putShort((short) shard);
        header.putInt(streams);
        header.putLong(check.getMostSignificantBits()).putLong(check.getLeastSignificantBits());
        header.putLong(account).putLong(receivedMs).putInt(index.size).putLong(baseMs);
        header.put(index.bytes, 0, index.size).put(samples.bytes, 0, samples.size);
        return out;
    }

    private BatchWriter blob(long timeMs, MetricType type, byte[] value) {
        head(timeMs, type.code());
        samples.varint(value.length);
        samples.bytes(value, 0, value.length);
        return this;
    }

    private void head(long timeMs, int code) {
        if (!open) {
            throw new IllegalStateException("a sample needs its stream first");
        }
        if (sampleCount++ == 0) {
            baseMs = timeMs;
        }
        samples.u8(code);
        samples.zigzag(timeMs - baseMs);
    }

    private void closeStream() {
        if (open) {
            index.varint(samples.size - blockStart);
            blockStart = samples.size;
            open = false;
        }
    }
}
