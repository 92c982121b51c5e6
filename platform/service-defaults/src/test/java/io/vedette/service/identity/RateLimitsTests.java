package io.vedette.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTests {
    private static final IdentitySettings SETTINGS = new IdentitySettings(URI.create("http://127.0.0.1"), 2, 5, 1);

    private Instant now = Instant.EPOCH;
    private final RateLimits limits = new RateLimits(SETTINGS, new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void aTokenSpendsWhatItSavedAndThenSoManyASecond() {
        assertThat(taken("a", 10)).isEqualTo(5);
        now = now.plusSeconds(1);
        assertThat(taken("a", 10)).isEqualTo(2);
        now = now.plusSeconds(60);
        assertThat(taken("a", 10)).isEqualTo(5);
    }

    @Test
    void tokensDoNotShareAndServicesAreNotCounted() {
        assertThat(taken("a", 10)).isEqualTo(5);
        assertThat(taken("b", 10)).isEqualTo(5);
        Caller service = new Caller(0, "config-monitor", Role.OPERATOR, Caller.Kind.SERVICE, "c", false);
        assertThat(IntStream.range(0, 10).allMatch(n -> limits.takes(service))).isTrue();
    }

    private long taken(String token, int times) {
        Caller caller = new Caller(1, "/user/1", Role.VIEWER, Caller.Kind.TOKEN, token, false);
        return IntStream.range(0, times).filter(n -> limits.takes(caller)).count();
    }
}
