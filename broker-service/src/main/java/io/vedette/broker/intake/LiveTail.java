package io.vedette.broker.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;

/** Hands live-only batches to the live lanes that are open; nobody keeps them for later. A lane that is slow loses the old ones, counted. */
@Component
public class LiveTail {
    private final Duration maximumAge = Duration.ofSeconds(10);
    private final Clock clock;
    private final List<Tap> taps = new CopyOnWriteArrayList<>();
    private final LongAdder published = new LongAdder();

    public LiveTail(Clock clock) {
        this.clock = clock;
    }

    /** One live-only batch and when it was made, epoch ms. */
    public record LiveBatch(long madeMs, byte[] bytes) {}

    /** Whether anybody would see one. */
    public boolean isWatched() {
        return !taps.isEmpty();
    }

    void publish(byte[] batch) {
        LiveBatch live = new LiveBatch(clock.millis(), batch);
        published.increment();
        taps.forEach(tap -> tap.offer(live));
    }

    /** Batches shown since the process began. */
    long published() {
        return published.sum();
    }

    /**
     * Opens a tap.
     *
     * @param wake called, on the publisher's thread, when there is something to poll; must not block
     */
    public Tap open(Runnable wake) {
        Tap tap = new Tap(wake);
        taps.add(tap);
        return tap;
    }

    /** What one lane has still to deliver, none of it older than 10 s. */
    public final class Tap implements AutoCloseable {
        private final Runnable wake;
        /** Guarded by this, as is the count. */
        private final ArrayDeque<LiveBatch> waiting = new ArrayDeque<>();

        private long dropped;

        private Tap(Runnable wake) {
            this.wake = wake;
        }

        public synchronized Optional<LiveBatch> poll() {
            dropOld();
            return Optional.ofNullable(waiting.poll());
        }

        /** Batches this tap dropped by age. */
        public synchronized long dropped() {
            return dropped;
        }

        @Override
        public void close() {
            taps.remove(this);
        }

        private void offer(LiveBatch batch) {
            synchronized (this) {
                waiting.add(batch);
                dropOld();
            }
            wake.run();
        }

        private void dropOld() {
            long oldest = clock.millis() - maximumAge.toMillis();
            for (LiveBatch head = waiting.peek(); head != null && head.madeMs() < oldest; head = waiting.peek()) {
                waiting.remove();
                dropped++;
            }
        }
    }
}
