package io.vedette.stratcon.draw;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells the lanes of one broker, once and for all, that they shall end. */
final class StopSign {
    private final CountDownLatch raised = new CountDownLatch(1);

    void raise() {
        raised.countDown();
    }

    boolean isRaised() {
        return raised.getCount() == 0;
    }

    /** Waits; true as soon as the sign is up. */
    boolean await(Duration time) throws InterruptedException {
        return raised.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
