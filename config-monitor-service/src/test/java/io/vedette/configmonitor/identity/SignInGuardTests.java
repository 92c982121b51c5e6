package io.vedette.configmonitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testsupport.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInGuardTests {
    private final MutableClock clock = MutableClock.at("2026-11-20T12:00:00Z");
    private final SignInGuard guard =
            new SignInGuard(new SignInSettings(Duration.ofHours(12), 3, Duration.ofMinutes(5)), clock);

    @Test
    void aGuesserWaitsUntilTheWindowIsOverAndNobodyElseDoes() {
        for (int n = 0; n < 3; n++) {
            assertThat(guard.wait("a@b.c", "10.0.0.1")).isEmpty();
            guard.failed("a@b.c", "10.0.0.1");
        }
        assertThat(guard.wait("A@B.C", "10.0.0.1")).contains(Duration.ofMinutes(5));
        assertThat(guard.wait("a@b.c", "10.0.0.2")).isEmpty();
        assertThat(guard.wait("x@b.c", "10.0.0.1")).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        assertThat(guard.wait("a@b.c", "10.0.0.1")).isEmpty();
    }

    @Test
    void manyAddressesGuessingOneUserWaitTogether() {
        for (int n = 0; n < 30; n++) {
            guard.failed("a@b.c", "10.0.0." + n);
        }
        assertThat(guard.wait("a@b.c", "10.0.1.1")).isPresent();
    }

    @Test
    void whoGetsInIsForgotten() {
        guard.failed("a@b.c", "10.0.0.1");
        guard.failed("a@b.c", "10.0.0.1");
        guard.succeeded("a@b.c", "10.0.0.1");
        guard.failed("a@b.c", "10.0.0.1");
        assertThat(guard.wait("a@b.c", "10.0.0.1")).isEmpty();
    }
}
