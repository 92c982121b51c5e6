package io.vedette.stratcon.store;

import io.vedette.stratcon.rollup.Rollup;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The sizes of which cells are written, and how long a stretch of them makes a chunk. Five minutes are read out of minutes: of chunks, they would be a fifth. */
enum Tier {
    MINUTE(Rollup.MINUTE, Duration.ofHours(4), 192),
    HALF_HOUR(Rollup.HALF_HOUR, Duration.ofDays(8), 64),
    HOUR(Rollup.HOUR, Duration.ofDays(16), 32),
    DAY(Rollup.DAY, Duration.ofDays(64), 32);

    private final Rollup rollup;
    private final long chunkS;
    private final int chunksOfPartition;

    Tier(Rollup rollup, Duration chunk, int chunksOfPartition) {
        this.rollup = rollup;
        this.chunkS = chunk.toSeconds();
        this.chunksOfPartition = chunksOfPartition;
    }

    Rollup rollup() {
        return rollup;
    }

    int seconds() {
        return rollup.seconds();
    }

    /** Number of the chunk that holds a second; chunks are counted from the epoch. */
    int chunkOf(long epochSecond) {
        return Math.toIntExact(Math.floorDiv(epochSecond, chunkS));
    }

    /** Epoch s. */
    long startOfChunk(int number) {
        return number * chunkS;
    }

    long endOfChunk(long epochSecond) {
        return (chunkOf(epochSecond) + 1) * chunkS;
    }

    /** Number of the partition that holds a chunk. */
    int partitionOf(int chunk) {
        return Math.floorDiv(chunk, chunksOfPartition);
    }

    /** Number of the first chunk of a partition. */
    int firstChunkOf(int partition) {
        return partition * chunksOfPartition;
    }

    String table() {
        return "chunk_" + seconds();
    }

    /** The next coarser one. */
    Optional<Tier> next() {
        return Arrays.stream(values())
                .filter(other -> other.seconds() > seconds())
                .findFirst();
    }

    /** The coarsest that windows of a size are made of. */
    static Tier of(Rollup rollup) {
        Tier coarsest = MINUTE;
        for (Tier tier : values()) {
            if (rollup.seconds() % tier.seconds() == 0) {
                coarsest = tier;
            }
        }
        return coarsest;
    }
}
