package io.vedette.broker.intake;

import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.batch.Shards;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Deals samples of one check into batches: by shard, by stream, none larger than {@link Batches#MAX_BYTES}. One use, one thread. */
final class BatchBuilder {
    private static final int STREAM_OVERHEAD = 20;
    private static final int SAMPLE_OVERHEAD = 21;

    private final Check check;
    private final UUID uuid;
    private final BatchKind kind;
    private final long receivedMs;
    private final Map<Integer, Map<String, List<Hashed>>> shards = new TreeMap<>();
    private final BatchWriter writer = new BatchWriter();
    private final List<Batch> batches = new ArrayList<>();
    private List<Hashed> written = new ArrayList<>();

    /** A batch with the hashes of its timestamped samples. */
    record Batch(byte[] bytes, RecordKind kind, int samples, long[] hashes) {}

    private record Hashed(Sample sample, long hash) {}

    BatchBuilder(Check check, UUID uuid, BatchKind kind, long receivedMs) {
        this.check = check;
        this.uuid = uuid;
        this.kind = kind;
        this.receivedMs = receivedMs;
    }

    /**
     * @param hash of a timestamped sample; of another anything
     */
    void add(Sample sample, long hash) {
        int shard = Shards.of(sample.name(), check.getShards());
        shards.computeIfAbsent(shard, s -> new LinkedHashMap<>())
                .computeIfAbsent(sample.name(), name -> new ArrayList<>(1))
                .add(new Hashed(sample, hash));
    }

    List<Batch> build() {
        shards.forEach(this::writeShard);
        return batches;
    }

    private void writeShard(int shard, Map<String, List<Hashed>> streams) {
        begin(shard);
        streams.forEach((name, samples) -> {
            boolean named = false;
            for (Hashed hashed : samples) {
                int bytes = sizeOf(hashed.sample()) + (named ? 0 : STREAM_OVERHEAD + 3 * name.length());
                if (writer.samples() > 0 && writer.size() + bytes > Batches.MAX_BYTES) {
                    seal();
                    begin(shard);
                    named = false;
                }
                if (!named) {
                    writer.stream(name);
                    named = true;
                }
                hashed.sample().writeTo(writer);
                written.add(hashed);
            }
        });
        seal();
    }

    private void begin(int shard) {
        writer.begin(uuid, check.getAccountId(), shard, kind, receivedMs);
        written = new ArrayList<>();
    }

    private void seal() {
        long[] hashes = written.stream()
                .filter(hashed -> hashed.sample().timed())
                .mapToLong(Hashed::hash)
                .toArray();
        RecordKind record = hashes.length > 0 ? RecordKind.TIMED_BATCH : RecordKind.BATCH;
        batches.add(new Batch(writer.toBytes(), record, written.size(), hashes));
    }

    private static int sizeOf(Sample sample) {
        String text = sample.text();
        byte[] histogram = sample.histogram();
        return SAMPLE_OVERHEAD + (text == null ? 0 : 3 * text.length()) + (histogram == null ? 0 : histogram.length);
    }
}
