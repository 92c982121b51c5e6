package io.vedette.testsupport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until a test moves it, in either direction. Safe to share between threads. */
public final class MutableClock extends Clock {

    private final Hand hand;
    private final ZoneId zone;

    private MutableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock in UTC that stands at this instant. */
    public static MutableClock at(Instant instant) {
        return new MutableClock(new Hand(instant), ZoneOffset.UTC);
    }

    /** As {@link #at(Instant)}, the instant in ISO-8601, for example {@code 2026-11-20T12:00:00Z}. */
    public static MutableClock at(String instant) {
        return at(Instant.parse(instant));
    }

    public void set(Instant instant) {
        synchronized (hand) {
            hand.now = instant;
        }
    }

    /** Moves it; a negative duration moves it back. */
    public void advance(Duration duration) {
        synchronized (hand) {
            hand.now = hand.now.plus(duration);
        }
    }

    @Override
    public Instant instant() {
        synchronized (hand) {
            return hand.now;
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock seen from another zone: moving one moves both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new MutableClock(hand, other);
    }

    /** Guarded by itself. */
    private static final class Hand {

        private Instant now;

        Hand(Instant now) {
            this.now = now;
        }
    }
}
