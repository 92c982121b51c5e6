package io.vedette.stratcon.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.StoredNumeric;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsTests {
    private static final long SATURDAY = Instant.parse("2026-03-28T12:00:00Z").getEpochSecond();
    private static final int DAY = 86_400;

    @Test
    void daysOfAZoneBeginAtItsMidnightsAlsoWhenTheClockIsChanged() {
        Windows windows = new Windows(SATURDAY, SATURDAY + 2 * DAY, DAY, ZoneId.of("Europe/Paris"));
        assertThat(windows.rollup()).isEqualTo(Rollup.HOUR);
        assertThat(windows.word()).isEqualTo("1d");
        List<StoredNumeric> hours = new ArrayList<>();
        for (long at = SATURDAY - DAY; at < SATURDAY + 3 * DAY; at += 3600) {
            hours.add(new StoredNumeric(at, NumericCell.of(at * 1000, 1)));
        }
        List<Long> starts = new ArrayList<>();
        List<Long> counts = windows.map(hours, (start, cell, before) -> {
            starts.add(start);
            return cell == null ? 0 : cell.count();
        });
        assertThat(starts)
                .extracting(start -> Instant.ofEpochSecond(start).toString())
                .containsExactly("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
        assertThat(counts).containsExactly(24L, 23L, 24L);
    }

    @Test
    void zonesOffTheHourAreMadeOfWhatFits() {
        assertThat(new Windows(SATURDAY, SATURDAY + 1, DAY, ZoneId.of("Asia/Kolkata")).rollup())
                .isEqualTo(Rollup.HALF_HOUR);
        assertThat(new Windows(SATURDAY, SATURDAY + 1, DAY, ZoneId.of("Asia/Kathmandu")).rollup())
                .isEqualTo(Rollup.FIVE_MINUTES);
        assertThat(new Windows(SATURDAY, SATURDAY + 1, DAY).rollup()).isEqualTo(Rollup.DAY);
        assertThat(new Windows(SATURDAY, SATURDAY + 1, 3600, ZoneId.of("Asia/Kolkata")).rollup())
                .isEqualTo(Rollup.HOUR);
    }
}
