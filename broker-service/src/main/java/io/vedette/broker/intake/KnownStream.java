package io.vedette.broker.intake;

import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.batch.Shards;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A stream's canonical name with what each of its samples needs again: the bytes it is written as, its shard and a hash that nobody can foresee. Made once
 * where names are remembered. Any threads.
 */
public final class KnownStream {
    private final String name;
    private final byte[] utf8;
    private final long hash;
    private final String flaw;
    /** 0 until it is asked for; everybody finds the same. */
    private int shardHash;

    /** Which set of streams let it in last. Whoever reads an old one asks once more, so nobody guards it. */
    private long admittedBy = -1;

    /**
     * @param name canonical, as {@link StreamName} has it, and not too long
     */
    public KnownStream(String name) {
        this.name = name;
        utf8 = name.getBytes(StandardCharsets.UTF_8);
        hash = SampleHash.ofName(name);
        flaw = utf8.length == 0 ? "no_name" : utf8.length > Batches.MAX_NAME_BYTES ? "name_too_long" : "";
    }

    public String name() {
        return name;
    }

    byte[] utf8() {
        return utf8;
    }

    /** Why there can be no such stream, as a word of the counters; empty when there can. Known beforehand, so that no sample has its name looked at. */
    public String flaw() {
        return flaw;
    }

    long hash() {
        return hash;
    }

    int shard(int shards) {
        if (shards <= 1) {
            return 0;
        }
        if (shardHash == 0) {
            shardHash = Shards.hash(utf8);
        }
        return Shards.of(shardHash, shards);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof KnownStream stream && stream.name.equals(name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    boolean isAdmittedBy(long streams) {
        return admittedBy == streams;
    }

    void admittedBy(long streams) {
        admittedBy = streams;
    }
}
