package io.vedette.broker.intake;

import java.util.concurrent.ArrayBlockingQueue;

/** Builders that were used and are used again, so that their room is not made anew for every piece. Any threads. */
final class Builders {
    private static final int MOST = 8;
    private static final int LARGEST = 1 << 13;

    private final ArrayBlockingQueue<BatchBuilder> idle = new ArrayBlockingQueue<>(MOST);

    BatchBuilder take() {
        BatchBuilder builder = idle.poll();
        return builder == null ? new BatchBuilder() : builder;
    }

    /** It is not used any more; neither the samples it holds nor an uncommonly large one are kept. */
    void give(BatchBuilder builder) {
        builder.clear();
        if (builder.room() <= LARGEST) {
            boolean ignored = idle.offer(builder);
        }
    }
}
