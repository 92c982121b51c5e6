package io.vedette.broker.intake;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Function;

/** Builders that were used and are used again, so that their room is not made anew for every piece. Any threads. */
final class Builders {
    private static final int MOST = 8;
    private static final int LARGEST = 1 << 13;

    private final ArrayBlockingQueue<BatchBuilder> idle = new ArrayBlockingQueue<>(MOST);

    /** Lends one; neither the samples it is left with nor an uncommonly large one are kept. */
    <T> T use(Function<BatchBuilder, T> user) {
        BatchBuilder taken = idle.poll();
        BatchBuilder builder = taken == null ? new BatchBuilder() : taken;
        try {
            return user.apply(builder);
        } finally {
            builder.clear();
            if (builder.room() <= LARGEST) {
                boolean ignored = idle.offer(builder);
            }
        }
    }
}
