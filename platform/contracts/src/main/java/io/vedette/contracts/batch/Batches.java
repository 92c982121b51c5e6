package io.vedette.contracts.batch;

/**
 * Layout of a batch, little endian:
 *
 * <pre>
 *  0  u8   version, 2
 *  1  u8   kind: 0 period, 1 live-only
 *  2  u16  shard
 *  4  u32  streams in the index
 *  8  u64  check uuid, most significant bits      16  u64  least significant bits
 * 24  i64  account id
 * 32  i64  received: when the broker collected or received the samples, epoch ms
 * 40  u32  length of the index in bytes
 * 44  i64  base: what the samples' times are told from, epoch ms
 * 52  index, per stream: its name, varint length of its samples
 *     samples, in the index's order, per sample: u8 type code (0x80 set: null), zigzag varint time - base in ms, value
 * name: varint n bytes that it begins with as the name before it does, varint n bytes that it ends with as that does, varint length of what stands
 *       between, that in UTF-8. Names of one source have most of their bytes in common.
 * value: whole numbers zigzag varint (UINT64 as the same 64 bits) · DOUBLE 8 bytes · TEXT and histograms varint length, bytes
 * </pre>
 *
 * Version 1, which is still read, has neither base (times are told from received) nor the first two numbers of a name.
 */
public final class Batches {
    /** The largest batch a broker makes, in bytes; one Kafka record. */
    public static final int MAX_BYTES = 256 * 1024;

    /** Longest metric name, tags included, in UTF-8 bytes. */
    public static final int MAX_NAME_BYTES = 4096;

    static final byte VERSION = 2;

    /** With whole names. */
    static final byte FIRST_VERSION = 1;

    static final int NULL_FLAG = 0x80;
    static final int KIND_AT = 1;
    static final int SHARD_AT = 2;
    static final int STREAMS_AT = 4;
    static final int CHECK_AT = 8;
    static final int ACCOUNT_AT = 24;
    static final int RECEIVED_AT = 32;
    static final int INDEX_LENGTH_AT = 40;
    static final int BASE_AT = 44;
    static final int HEADER_BYTES = 52;
    static final int FIRST_HEADER_BYTES = 44;

    private Batches() {}
}
