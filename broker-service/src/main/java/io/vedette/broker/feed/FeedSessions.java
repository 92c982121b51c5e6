package io.vedette.broker.feed;

import io.vedette.broker.door.CertificatesRevoked;
import io.vedette.broker.door.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The newest session of each lane and subscriber. Numbers rise across restarts too, as far as the clock does. */
@Component
class FeedSessions {
    private static final long PER_MILLISECOND = 1000;

    private final Map<Key, FeedSession> current = new ConcurrentHashMap<>();
    private final AtomicLong numbers;

    private record Key(Lane.Kind lane, String subscriber) {}

    FeedSessions(Clock clock) {
        numbers = new AtomicLong(clock.millis() * PER_MILLISECOND);
    }

    /** Opens a session and ends the one it replaces. */
    FeedSession open(Lane.Kind lane, String subscriber) {
        FeedSession session = new FeedSession(numbers.incrementAndGet(), lane, subscriber);
        FeedSession older = current.put(new Key(lane, subscriber), session);
        if (older != null) {
            older.end();
        }
        return session;
    }

    /**
     * The session of this number.
     *
     * @throws org.springframework.web.ErrorResponseException 409 when a newer one took its place, or the broker restarted
     */
    FeedSession current(long number, Lane.Kind lane) {
        return current.values().stream()
                .filter(session -> session.number() == number && session.lane() == lane && !session.isEnded())
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        HttpStatus.CONFLICT, "older-session", "session " + number + " is not the present one"));
    }

    /** Whose certificate is still good opens anew. */
    @EventListener
    void revoked(CertificatesRevoked event) {
        endAll();
    }

    void endAll() {
        current.values().forEach(FeedSession::end);
    }
}
