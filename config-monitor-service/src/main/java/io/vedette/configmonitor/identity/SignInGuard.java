package io.vedette.configmonitor.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords: one address has some failed sign-ins for one user within a window, then waits; all addresses together have ten times
 * as many. Bounded: of more than ten thousand pairs the oldest is forgotten.
 */
@Component
class SignInGuard {
    private static final int MOST = 10_000;
    private static final String ALL = "*";
    private static final int ALL_TIMES = 10;

    private final SignInSettings settings;
    private final Clock clock;

    /** Guarded by this. */
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    SignInGuard(SignInSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Failures(int count, Instant until) {}

    /** How long the address must wait before it may try again; empty when it may now. */
    synchronized Optional<Duration> wait(String email, String address) {
        return wait(key(email, address), settings.failures())
                .or(() -> wait(key(email, ALL), ALL_TIMES * settings.failures()));
    }

    synchronized void failed(String email, String address) {
        count(key(email, address));
        count(key(email, ALL));
    }

    synchronized void succeeded(String email, String address) {
        failures.remove(key(email, address));
    }

    private Optional<Duration> wait(String key, int most) {
        Instant now = clock.instant();
        Failures known = failures.get(key);
        return known != null && known.count() >= most && now.isBefore(known.until())
                ? Optional.of(Duration.between(now, known.until()))
                : Optional.empty();
    }

    private void count(String key) {
        Instant now = clock.instant();
        Failures known = failures.get(key);
        if (known != null && now.isBefore(known.until())) {
            failures.put(key, new Failures(known.count() + 1, known.until()));
        } else {
            failures.put(key, new Failures(1, now.plus(settings.window())));
        }
    }

    private static String key(String email, String address) {
        return email.toLowerCase(Locale.ROOT) + " " + address;
    }
}
