package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.StoredNumeric;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The windows a question asks for: those that hold a moment of {@code [startS, endS)}.
 *
 * @param startS epoch s
 * @param endS epoch s, after start
 * @param seconds size of a window; a multiple of a rollup's
 * @param zone where days begin at midnight; other sizes know no zone
 */
record Windows(long startS, long endS, int seconds, ZoneId zone) {

    Windows(long startS, long endS, int seconds) {
        this(startS, endS, seconds, ZoneOffset.UTC);
    }

    /** The rollup the windows are made of. */
    Rollup rollup() {
        if (!isOfZone()) {
            return Rollup.coarsestDividing(seconds).orElseThrow();
        }
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(startS)).getTotalSeconds();
        return Rollup.coarsestDividing(offset % Rollup.HOUR.seconds() == 0 ? Rollup.HOUR.seconds() : offset)
                .orElse(Rollup.MINUTE);
    }

    /** Size of a window, as it was asked for. */
    String word() {
        return isOfZone() ? Rollup.DAY.word() : rollup().word();
    }

    long firstS() {
        return windowOf(startS);
    }

    long count() {
        return isOfZone()
                ? ChronoUnit.DAYS.between(day(startS), day(endS - 1)) + 1
                : Math.ceilDiv(endS - firstS(), (long) seconds);
    }

    /** Start of the window before the first. */
    long beforeS() {
        return startOf(-1);
    }

    /** Start of the window that holds a second. */
    long windowOf(long epochSecond) {
        return isOfZone() ? midnight(day(epochSecond)) : Math.floorDiv(epochSecond, seconds) * seconds;
    }

    /** Start of the window with that index. */
    long startOf(long index) {
        return isOfZone() ? midnight(day(startS).plusDays(index)) : firstS() + index * seconds;
    }

    /**
     * One answer per window, ascending.
     *
     * @param cells ascending, of the rollup; those of the window before may be among them
     * @param answer from a window's cell, absent when it has none, and the cell of the window before
     */
    <T> List<T> map(List<StoredNumeric> cells, Answer<T> answer) {
        List<T> answers = new ArrayList<>();
        CellWalk walk = new CellWalk(cells);
        walk.until(beforeS());
        @Nullable NumericCell before = walk.until(firstS());
        long windows = count();
        for (long index = 0; index < windows; index++) {
            @Nullable NumericCell cell = walk.until(startOf(index + 1));
            answers.add(answer.of(startOf(index), cell, before));
            before = cell;
        }
        return answers;
    }

    private boolean isOfZone() {
        return seconds == Rollup.DAY.seconds() && !zone.equals(ZoneOffset.UTC);
    }

    private LocalDate day(long epochSecond) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(epochSecond), zone);
    }

    private long midnight(LocalDate day) {
        return day.atStartOfDay(zone).toEpochSecond();
    }

    /** What is told of one window. */
    interface Answer<T> {
        T of(long startS, @Nullable NumericCell cell, @Nullable NumericCell before);
    }
}
