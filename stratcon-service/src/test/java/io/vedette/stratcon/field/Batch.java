package io.vedette.stratcon.field;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import java.util.UUID;
import java.util.function.Consumer;

/** Batches as a broker writes them. */
public final class Batch {
    public static final long ACCOUNT = 1;

    private Batch() {}

    /** Received now. */
    public static byte[] of(UUID check, Consumer<BatchWriter> samples) {
        return of(check, System.currentTimeMillis(), samples);
    }

    public static byte[] of(UUID check, long receivedMs, Consumer<BatchWriter> samples) {
        BatchWriter writer = new BatchWriter().begin(check, ACCOUNT, 0, BatchKind.PERIOD, receivedMs);
        samples.accept(writer);
        return writer.toBytes();
    }
}
