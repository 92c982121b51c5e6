package io.vedette.streaming.link;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;

/** How a Kafka loop is stopped: it notices by itself and closes its consumer; only one that hangs in a call is interrupted. */
public final class Stopping {
    /** How long closing a consumer may take. */
    public static final CloseOptions CLOSE = CloseOptions.timeout(Duration.ofSeconds(1));

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Stopping() {}

    /** Waits for a loop that has been told to end, and interrupts it when it does not within 3 s. */
    public static void join(Thread loop) {
        try {
            if (!loop.join(PATIENCE)) {
                loop.interrupt();
            }
        } catch (InterruptedException e) {
            loop.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
