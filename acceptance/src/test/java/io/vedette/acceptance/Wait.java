package io.vedette.acceptance;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ThrowingRunnable;

/** Waiting for what others do; generous, because two cores carry everything. */
final class Wait {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Wait() {}

    static void until(String what, Callable<Boolean> condition) {
        await(what)
                .ignoreExceptions()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    /** Lets something grow old; nothing could be polled for. */
    static void forAge(Duration age) {
        await("age").pollDelay(age).atMost(age.plusSeconds(5)).until(() -> true);
    }

    static void untilAsserted(String what, ThrowingRunnable assertion) {
        await(what).atMost(LONG).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
