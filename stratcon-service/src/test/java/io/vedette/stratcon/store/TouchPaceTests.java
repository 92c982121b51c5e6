package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TouchPaceTests {

    @Test
    void fewStreamsAreAMinuteBehind() {
        assertThat(IntStream.range(1, 1000).mapToLong(id -> TouchPace.afterMs(id, 50_000, 0)))
                .containsOnly(Duration.ofMinutes(1).toMillis());
    }

    @Test
    void ofAMillionFewerThanAHundredThousandAreTouchedAMinute() {
        double touched = IntStream.rangeClosed(1, 1_000_000)
                .mapToDouble(id -> 60_000.0 / TouchPace.afterMs(id, 1_000_000, 0))
                .sum();
        assertThat(touched).isBetween(50_000.0, 100_000.0);
    }

    @Test
    void streamsEnteredTogetherAreNotTouchedTogether() {
        assertThat(IntStream.range(0, 64)
                        .mapToLong(id -> TouchPace.afterMs(id, 1_000_000, 0))
                        .distinct())
                .hasSize(64);
    }

    @Test
    void whatIsOldWhenItComesIsBehindByAnEighthOfItsAge() {
        assertThat(TouchPace.afterMs(1, 1000, Duration.ofMinutes(80).toMillis()))
                .isEqualTo(Duration.ofMinutes(10).toMillis());
        assertThat(TouchPace.afterMs(1, 1000, Duration.ofDays(80).toMillis())).isEqualTo(TouchPace.MOST_MS);
        assertThat(TouchPace.afterMs(1, 1000, -Duration.ofHours(1).toMillis()))
                .isEqualTo(Duration.ofMinutes(1).toMillis());
    }
}
