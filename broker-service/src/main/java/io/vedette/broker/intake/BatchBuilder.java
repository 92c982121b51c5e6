package io.vedette.broker.intake;

import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.batch.Shards;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.LongPredicate;

/** Deals samples of one check into batches: by shard, by stream, none larger than {@link Batches#MAX_BYTES}. One use, one thread. */
final class BatchBuilder {
    private static final int STREAM_OVERHEAD = 20;
    private static final int SAMPLE_OVERHEAD = 21;
    private static final int FIRST_SIZE = 64;
    private static final int NONE = -1;

    private final Check check;
    private final UUID uuid;
    private final BatchKind kind;
    private final long receivedMs;
    private final BatchWriter writer = new BatchWriter();
    private final List<Batch> batches = new ArrayList<>();
    private Sample[] samples = new Sample[FIRST_SIZE];
    private long[] nameHashes = new long[FIRST_SIZE];
    private long[] hashes = new long[FIRST_SIZE];
    private int count;
    private long[] written = new long[0];
    private int timed;

    /** A batch with the hashes of its timestamped samples. */
    record Batch(byte[] bytes, RecordKind kind, int samples, long[] hashes) {}

    BatchBuilder(Check check, UUID uuid, BatchKind kind, long receivedMs) {
        this.check = check;
        this.uuid = uuid;
        this.kind = kind;
        this.receivedMs = receivedMs;
    }

    /**
     * @param nameHash of its name, which nobody can foresee
     * @param hash of a timestamped sample; of another anything
     */
    void add(Sample sample, long nameHash, long hash) {
        if (count == samples.length) {
            samples = Arrays.copyOf(samples, count * 2);
            nameHashes = Arrays.copyOf(nameHashes, count * 2);
            hashes = Arrays.copyOf(hashes, count * 2);
        }
        samples[count] = sample;
        nameHashes[count] = nameHash;
        hashes[count++] = hash;
    }

    /** Takes the timestamped samples with such hashes out again; how many they were. */
    int removeTimedIf(LongPredicate out) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!samples[i].timed() || !out.test(hashes[i])) {
                samples[kept] = samples[i];
                nameHashes[kept] = nameHashes[i];
                hashes[kept++] = hashes[i];
            }
        }
        int removed = count - kept;
        count = kept;
        return removed;
    }

    List<Batch> build() {
        if (count == 0) {
            return batches;
        }
        written = new long[count];
        Streams streams = new Streams();
        streams.shards.stream().forEach(shard -> write(streams, shard));
        return batches;
    }

    private void write(Streams streams, int shard) {
        begin(shard);
        for (int stream = 0; stream < streams.size; stream++) {
            if (streams.shard[stream] == shard) {
                writeStream(streams, shard, stream);
            }
        }
        seal();
    }

    private void writeStream(Streams streams, int shard, int stream) {
        boolean named = false;
        for (int i = streams.first[stream]; i != NONE; i = streams.next[i]) {
            Sample sample = samples[i];
            int bytes = sizeOf(sample)
                    + (named ? 0 : STREAM_OVERHEAD + 3 * sample.name().length());
            if (writer.samples() > 0 && writer.size() + bytes > Batches.MAX_BYTES) {
                seal();
                begin(shard);
                named = false;
            }
            if (!named) {
                writer.stream(sample.name());
                named = true;
            }
            sample.writeTo(writer);
            if (sample.timed()) {
                written[timed++] = hashes[i];
            }
        }
    }

    private void begin(int shard) {
        writer.begin(uuid, check.getAccountId(), shard, kind, receivedMs);
        timed = 0;
    }

    private void seal() {
        RecordKind record = timed > 0 ? RecordKind.TIMED_BATCH : RecordKind.BATCH;
        batches.add(new Batch(writer.toBytes(), record, writer.samples(), Arrays.copyOf(written, timed)));
    }

    private static int sizeOf(Sample sample) {
        String text = sample.text();
        byte[] histogram = sample.histogram();
        return SAMPLE_OVERHEAD + (text == null ? 0 : 3 * text.length()) + (histogram == null ? 0 : histogram.length);
    }

    /** The streams in the order in which they came, each the chain of its samples; found by name without an object for each. */
    private final class Streams {
        private final int[] next = new int[count];
        private final int[] first = new int[count];
        private final int[] last = new int[count];
        private final int[] shard = new int[count];
        private final int[] places;
        private final BitSet shards = new BitSet();
        private int size;

        Streams() {
            places = new int[Integer.highestOneBit(count) * 4];
            Arrays.fill(places, NONE);
            for (int i = 0; i < count; i++) {
                next[i] = NONE;
                chain(i, samples[i].name());
            }
        }

        private void chain(int i, String name) {
            int mask = places.length - 1;
            int place = (int) nameHashes[i] & mask;
            while (places[place] != NONE && !isOf(places[place], i, name)) {
                place = (place + 1) & mask;
            }
            int stream = places[place];
            if (stream == NONE) {
                stream = size++;
                places[place] = stream;
                first[stream] = i;
                shard[stream] = Shards.of(name, check.getShards());
                shards.set(shard[stream]);
            } else {
                next[last[stream]] = i;
            }
            last[stream] = i;
        }

        private boolean isOf(int stream, int i, String name) {
            int one = first[stream];
            return nameHashes[one] == nameHashes[i] && samples[one].name().equals(name);
        }
    }
}
