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

/** Deals samples of one check into batches: by shard, by stream, none larger than {@link Batches#MAX_BYTES}. One use, one thread. */
final class BatchBuilder {
    private static final int STREAM_OVERHEAD = 20;
    private static final int SAMPLE_OVERHEAD = 21;
    private static final int NUMBER_BYTES = 14;
    private static final int NAME_OVERHEAD = 6;
    private static final int NONE = -1;

    private final Check check;
    private final UUID uuid;
    private final BatchKind kind;
    private final long receivedMs;
    private final List<Batch> batches = new ArrayList<>();
    private final Sample[] samples;
    private final long[] streams;
    private final long[] hashes;
    private int nameBytes;
    private int count;
    private BatchWriter writer = new BatchWriter(0, 0);
    private long[] written = new long[0];
    private int timed;

    /** A batch with the hashes of its timestamped samples. */
    record Batch(byte[] bytes, RecordKind kind, int samples, long[] hashes) {}

    /**
     * @param most samples that come
     */
    BatchBuilder(Check check, UUID uuid, BatchKind kind, long receivedMs, int most) {
        samples = new Sample[most];
        streams = new long[most];
        hashes = new long[most];
        this.check = check;
        this.uuid = uuid;
        this.kind = kind;
        this.receivedMs = receivedMs;
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
        nameBytes += sample.known().utf8().length + NAME_OVERHEAD;
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
        count = kept;
        return removed;
    }

    List<Batch> build() {
        if (count == 0) {
            return batches;
        }
        written = new long[count];
        writer = new BatchWriter(
                Math.min(nameBytes, Batches.MAX_BYTES), Math.min(count * NUMBER_BYTES, Batches.MAX_BYTES));
        Streams chains = new Streams();
        chains.shards.stream().forEach(shard -> write(chains, shard));
        return batches;
    }

    private void write(Streams chains, int shard) {
        begin(shard);
        for (int stream = 0; stream < chains.size; stream++) {
            if (chains.shard[stream] == shard) {
                writeStream(chains, shard, stream);
            }
        }
        seal();
    }

    private void writeStream(Streams chains, int shard, int stream) {
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
                chain(i, samples[i].known());
            }
        }

        private void chain(int i, KnownStream known) {
            int mask = places.length - 1;
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
