package io.vedette.contracts.batch;

import java.nio.charset.StandardCharsets;

/** In which shard of its check a stream lives: stable for ever, so that its samples stay in order in one partition. */
public final class Shards {
    private static final int FNV_OFFSET = 0x811c9dc5;
    private static final int FNV_PRIME = 0x01000193;

    private Shards() {}

    /**
     * @param name canonical metric name
     * @param shards number of shards of the check, at least 1
     * @return 0 to shards - 1; FNV-1a of the name's UTF-8 bytes, modulo shards
     */
    public static int of(String name, int shards) {
        return shards <= 1 ? 0 : of(hash(name.getBytes(StandardCharsets.UTF_8)), shards);
    }

    /** FNV-1a of a canonical metric name in UTF-8, for whoever asks for its shard again and again. */
    public static int hash(byte[] utf8) {
        int hash = FNV_OFFSET;
        for (byte b : utf8) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }

    /** The same as {@link #of(String, int)} for a name with this {@link #hash}. */
    public static int of(int hash, int shards) {
        return shards <= 1 ? 0 : Integer.remainderUnsigned(hash, shards);
    }
}
