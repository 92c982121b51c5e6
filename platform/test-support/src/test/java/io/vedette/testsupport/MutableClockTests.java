package io.vedette.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MutableClockTests {

    @Test
    void movesOnlyWhenTold() {
        MutableClock clock = MutableClock.at("2026-11-20T12:00:00Z");
        Clock inParis = clock.withZone(ZoneId.of("Europe/Paris"));

        clock.advance(Duration.ofSeconds(-5));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-20T11:59:55Z"));
        assertThat(inParis.instant()).isEqualTo(clock.instant());
    }
}
