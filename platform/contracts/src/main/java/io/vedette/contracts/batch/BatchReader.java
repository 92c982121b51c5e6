package io.vedette.contracts.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A cursor over one batch: {@link #nextStream()} steps to a stream and over the samples of the one before without decoding them,
 * {@link #nextSample()} to its next sample. Reads the given array in place; allocates only names and texts that are asked for. Belongs to one
 * thread. Throws {@link MalformedBatchException} for bytes that are no batch, whatever they are.
 */
public final class BatchReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final UUID check;
    private final BatchKind kind;
    private final int shard;
    private final long account;
    private final long receivedMs;
    private final long baseMs;
    private final int streams;
    private final int indexEnd;
    private final boolean namesWhole;

    private int indexAt;
    private byte[] name = new byte[128];
    private int nameLength;
    private int sampleAt;
    private int blockEnd;
    private int streamsRead;

    private MetricType type = MetricType.DOUBLE;
    private boolean nothing;
    private long timeMs;
    private long bits;
    private int blobAt;
    private int blobLength;

    public BatchReader(byte[] batch) {
        bytes = batch;
        indexAt = headerOf(batch);
        namesWhole = batch[0] == Batches.FIRST_VERSION;
        ByteBuffer header = ByteBuffer.wrap(batch).order(ByteOrder.LITTLE_ENDIAN);
        kind = kindOf(batch[Batches.KIND_AT]);
        shard = Short.toUnsignedInt(header.getShort(Batches.SHARD_AT));
        streams = header.getInt(Batches.STREAMS_AT);
        check = new UUID(header.getLong(Batches.CHECK_AT), header.getLong(Batches.CHECK_AT + 8));
        account = header.getLong(Batches.ACCOUNT_AT);
        receivedMs = header.getLong(Batches.RECEIVED_AT);
        baseMs = namesWhole ? receivedMs : header.getLong(Batches.BASE_AT);
        int indexLength = header.getInt(Batches.INDEX_LENGTH_AT);
        if (indexLength < 0 || indexLength > batch.length - indexAt || streams < 0) {
            throw new MalformedBatchException("index of " + indexLength + " bytes in a batch of " + batch.length);
        }
        indexEnd = indexAt + indexLength;
        blockEnd = indexEnd;
    }

    private static int headerOf(byte[] batch) {
        if (batch.length == 0) {
            throw new MalformedBatchException("0 bytes are no batch");
        }
        int header = switch (batch[0]) {
            case Batches.FIRST_VERSION -> Batches.FIRST_HEADER_BYTES;
            case Batches.VERSION -> Batches.HEADER_BYTES;
            default ->
                throw new MalformedBatchException(
                        "batch version " + batch[0] + ", the last that is known is " + Batches.VERSION);
        };
        if (batch.length < header) {
            throw new MalformedBatchException(batch.length + " bytes are no batch");
        }
        return header;
    }

    public UUID check() {
        return check;
    }

    public BatchKind kind() {
        return kind;
    }

    public int shard() {
        return shard;
    }

    public long account() {
        return account;
    }

    /** When the broker collected or received the samples, epoch ms. */
    public long receivedMs() {
        return receivedMs;
    }

    public int streams() {
        return streams;
    }

    /** Steps to the next stream; false after the last. */
    public boolean nextStream() {
        if (streamsRead == streams) {
            return false;
        }
        streamsRead++;
        readName();
        int blockLength = length(indexAt, indexEnd);
        indexAt = next;
        sampleAt = blockEnd;
        if (blockLength > bytes.length - sampleAt) {
            throw new MalformedBatchException("samples run past the batch");
        }
        blockEnd = sampleAt + blockLength;
        return true;
    }

    /** Makes the name of the one before it. */
    private void readName() {
        int begins = namesWhole ? 0 : length(indexAt, indexEnd);
        int ends = namesWhole ? 0 : length(next, indexEnd);
        int own = length(namesWhole ? indexAt : next, indexEnd);
        if (begins > nameLength || ends > nameLength - begins) {
            throw new MalformedBatchException(
                    "name has " + begins + " and " + ends + " bytes of one with " + nameLength);
        }
        if (own > indexEnd - next) {
            throw new MalformedBatchException("name runs past the index");
        }
        int length = begins + own + ends;
        if (length == 0) {
            throw new MalformedBatchException("a stream has no name");
        }
        if (length > name.length) {
            name = Arrays.copyOf(name, 2 * length);
        }
        System.arraycopy(name, nameLength - ends, name, begins + own, ends);
        System.arraycopy(bytes, next, name, begins, own);
        nameLength = length;
        indexAt = next + own;
    }

    /** Name of the present stream; decoded at each call. */
    public String name() {
        return new String(name, 0, nameLength, StandardCharsets.UTF_8);
    }

    /** The name in UTF-8; a copy. */
    public byte[] nameBytes() {
        return Arrays.copyOf(name, nameLength);
    }

    /** A hash of the name's bytes, for tables in memory: it may be another in another version. */
    public int nameHash() {
        long hash = nameLength;
        int at = 0;
        for (; at + Long.BYTES <= nameLength; at += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(name, at));
        }
        for (; at < nameLength; at++) {
            hash = mixed(hash, name[at]);
        }
        return (int) (hash ^ hash >>> 32);
    }

    private static long mixed(long hash, long bits) {
        return (Long.rotateLeft(hash, 29) ^ bits) * 0x9E3779B97F4A7C15L;
    }

    /** Whether the present stream has this name, given in UTF-8; nothing is decoded. */
    public boolean nameIs(byte[] utf8) {
        return Arrays.equals(name, 0, nameLength, utf8, 0, utf8.length);
    }

    /** Steps to the next sample of the present stream; false after its last. */
    public boolean nextSample() {
        if (sampleAt >= blockEnd) {
            return false;
        }
        int code = bytes[sampleAt] & 0xff;
        nothing = (code & Batches.NULL_FLAG) != 0;
        try {
            type = MetricType.ofCode(code & ~Batches.NULL_FLAG);
        } catch (IllegalArgumentException e) {
            throw new MalformedBatchException("sample at byte " + sampleAt, e);
        }
        timeMs = baseMs + unzigzag(varint(sampleAt + 1, blockEnd));
        sampleAt = next;
        if (!nothing) {
            readValue();
        }
        return true;
    }

    public MetricType type() {
        return type;
    }

    /** Present but null. */
    public boolean isNull() {
        return nothing;
    }

    /** The sample's own time, epoch ms. */
    public long timeMs() {
        return timeMs;
    }

    /** Value of a whole number; of UINT64 the same 64 bits. */
    public long whole() {
        return bits;
    }

    /** Value of any numeric type as a double; UINT64 as the unsigned number it is. */
    public double real() {
        return switch (type) {
            case DOUBLE -> Double.longBitsToDouble(bits);
            case UINT64 -> bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
            case INT32, UINT32, INT64 -> (double) bits;
            case TEXT, HISTOGRAM, CUMULATIVE_HISTOGRAM -> throw new IllegalStateException(type + " is no number");
        };
    }

    public String text() {
        return new String(bytes, blobAt, blobLength, StandardCharsets.UTF_8);
    }

    /** A histogram's bytes in OpenHistogram's binary form; a copy. */
    public byte[] histogram() {
        return Arrays.copyOfRange(bytes, blobAt, blobAt + blobLength);
    }

    private void readValue() {
        switch (type) {
            case INT32, UINT32, INT64, UINT64 -> {
                bits = unzigzag(varint(sampleAt, blockEnd));
                sampleAt = next;
            }
            case DOUBLE -> {
                if (blockEnd - sampleAt < 8) {
                    throw new MalformedBatchException("double cut off at byte " + sampleAt);
                }
                bits = (long) LONG.get(bytes, sampleAt);
                sampleAt += 8;
            }
            case TEXT, HISTOGRAM, CUMULATIVE_HISTOGRAM -> {
                blobLength = length(sampleAt, blockEnd);
                blobAt = next;
                if (blobLength > blockEnd - blobAt) {
                    throw new MalformedBatchException("value runs past its stream at byte " + sampleAt);
                }
                sampleAt = blobAt + blobLength;
            }
        }
    }

    private static BatchKind kindOf(byte kind) {
        return switch (kind) {
            case 0 -> BatchKind.PERIOD;
            case 1 -> BatchKind.LIVE_ONLY;
            default -> throw new MalformedBatchException("batch kind " + kind);
        };
    }

    /** Where the varint read last ended. */
    private int next;

    private int length(int at, int end) {
        long value = varint(at, end);
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedBatchException("length " + value + " at byte " + at);
        }
        return (int) value;
    }

    private long varint(int from, int end) {
        long value = 0;
        int at = from;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                throw new MalformedBatchException("number cut off at byte " + from);
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                next = at;
                return value;
            }
        }
        throw new MalformedBatchException("number longer than 64 bits at byte " + from);
    }

    private static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
