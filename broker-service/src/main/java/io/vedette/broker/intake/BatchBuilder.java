package io.vedette.broker.intake;

import io.vedette.broker.journal.RecordKind;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * Deals samples of one check into batches: by shard, by stream, none larger than {@link Batches#MAX_BYTES}. Begins anew with {@link #begin} and keeps its
 * room. Belongs to one thread at a time.
 */
final class BatchBuilder {
    private static final int FIRST_SIZE = 64;
    private static final int STREAM_OVERHEAD = 20;
    private static final int SAMPLE_OVERHEAD = 21;
    private static final int NONE = -1;

    private final BatchWriter writer = new BatchWriter();
    private final Chains chains = new Chains();
    private Check check = Check.getDefaultInstance();
    private UUID uuid = new UUID(0, 0);
    private BatchKind kind = BatchKind.PERIOD;
    private long receivedMs;
    private List<Batch> batches = new ArrayList<>();
    private Sample[] samples = new Sample[FIRST_SIZE];
    private long[] streams = new long[FIRST_SIZE];
    private long[] hashes = new long[FIRST_SIZE];
    private long[] written = new long[FIRST_SIZE];
    private int count;
    private int timed;

    /** A batch with the hashes of its timestamped samples. */
    record Batch(byte[] bytes, RecordKind kind, int samples, long[] hashes) {}

    /**
     * Forgets what was built before.
     *
     * @param most samples that come
     */
    BatchBuilder begin(Check ofCheck, UUID checkUuid, BatchKind batchKind, long received, int most) {
        clear();
        if (samples.length < most) {
            int room = Math.max(most, 2 * samples.length);
            samples = new Sample[room];
            streams = new long[room];
            hashes = new long[room];
            written = new long[room];
        }
        check = ofCheck;
        uuid = checkUuid;
        kind = batchKind;
        receivedMs = received;
        batches = new ArrayList<>();
        return this;
    }

    /** Lets go of the samples. */
    void clear() {
        Arrays.fill(samples, 0, count, null);
        count = 0;
    }

    /** How many samples it has room for. */
    int room() {
        return samples.length;
    }

    /** How many samples there are. */
    int size() {
        return count;
    }

    /** Says of a timestamped sample whether it is taken out. */
    @FunctionalInterface
    interface Sieve {
        /**
         * @param stream hash of its stream
         * @param hash its own
         */
        boolean isOut(long stream, long timeMs, long hash);
    }

    /** Adds one whose name is known to be canonical. */
    void add(Sample sample) {
        long stream = SampleHash.ofStream(uuid, sample.known());
        samples[count] = sample;
        streams[count] = stream;
        hashes[count++] = sample.timed() ? SampleHash.of(stream, sample) : 0;
    }

    /** Takes timestamped samples out again; how many they were. */
    int removeTimedIf(Sieve sieve) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!samples[i].timed() || !sieve.isOut(streams[i], samples[i].timeMs(), hashes[i])) {
                samples[kept] = samples[i];
                streams[kept] = streams[i];
                hashes[kept++] = hashes[i];
            }
        }
        int removed = count - kept;
        Arrays.fill(samples, kept, count, null);
        count = kept;
        return removed;
    }

    List<Batch> build() {
        chains.link();
        chains.shards.stream().forEach(this::write);
        return batches;
    }

    private void write(int shard) {
        begin(shard);
        for (int stream = 0; stream < chains.size; stream++) {
            if (chains.shard[stream] == shard) {
                writeStream(shard, stream);
            }
        }
        seal();
    }

    private void writeStream(int shard, int stream) {
        boolean named = false;
        for (int i = chains.first[stream]; i != NONE; i = chains.next[i]) {
            Sample sample = samples[i];
            int bytes = sizeOf(sample)
                    + (named ? 0 : STREAM_OVERHEAD + sample.known().utf8().length);
            if (writer.samples() > 0 && writer.size() + bytes > Batches.MAX_BYTES) {
                seal();
                begin(shard);
                named = false;
            }
            if (!named) {
                writer.stream(sample.known().utf8());
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
    private final class Chains {
        private final BitSet shards = new BitSet();
        private int[] next = new int[0];
        private int[] first = new int[0];
        private int[] last = new int[0];
        private int[] shard = new int[0];
        private int[] places = new int[4];
        private int mask;
        private int size;

        void link() {
            shards.clear();
            size = 0;
            if (next.length < count) {
                int room = samples.length;
                next = new int[room];
                first = new int[room];
                last = new int[room];
                shard = new int[room];
                places = new int[Integer.highestOneBit(room) * 4];
            }
            mask = Integer.highestOneBit(Math.max(1, count)) * 4 - 1;
            Arrays.fill(places, 0, mask + 1, NONE);
            for (int i = 0; i < count; i++) {
                next[i] = NONE;
                chain(i, samples[i].known());
            }
        }

        private void chain(int i, KnownStream known) {
            int place = (int) streams[i] & mask;
            while (places[place] != NONE && !isOf(places[place], i, known)) {
                place = (place + 1) & mask;
            }
            int stream = places[place];
            if (stream == NONE) {
                stream = size++;
                places[place] = stream;
                first[stream] = i;
                shard[stream] = known.shard(check.getShards());
                shards.set(shard[stream]);
            } else {
                next[last[stream]] = i;
            }
            last[stream] = i;
        }

        private boolean isOf(int stream, int i, KnownStream known) {
            int one = first[stream];
            return streams[one] == streams[i] && samples[one].known().equals(known);
        }
    }
}
