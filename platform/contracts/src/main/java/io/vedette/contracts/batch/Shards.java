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
        if (shards <= 1) {
            return 0;
        }
        int hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return Integer.remainderUnsigned(hash, shards);
    }
}
