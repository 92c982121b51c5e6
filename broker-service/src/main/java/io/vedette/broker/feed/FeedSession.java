package io.vedette.broker.feed;

import java.util.concurrent.atomic.AtomicBoolean;

/** One opened lane of one subscriber, until a newer one of the same kind is opened. */
final class FeedSession {
    private final long number;
    private final Lane.Kind lane;
    private final String subscriber;
    private final Signal signal = new Signal();
    private final AtomicBoolean feeding = new AtomicBoolean();
    private volatile boolean ended;

    FeedSession(long number, Lane.Kind lane, String subscriber) {
        this.number = number;
        this.lane = lane;
        this.subscriber = subscriber;
    }

    long number() {
        return number;
    }

    Lane.Kind lane() {
        return lane;
    }

    String subscriber() {
        return subscriber;
    }

    /** Wakes this session's feed: on append, on demand, at its end. */
    Signal signal() {
        return signal;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
        signal.raise();
    }

    /** Claims the session's one feed; false when it is claimed. */
    boolean beginFeed() {
        return feeding.compareAndSet(false, true);
    }

    void endFeed() {
        feeding.set(false);
    }
}
