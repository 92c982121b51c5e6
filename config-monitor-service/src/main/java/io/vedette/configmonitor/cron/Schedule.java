package io.vedette.configmonitor.cron;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * When a job is due. As in every crontab, a day is due by its date or by its weekday when both are given.
 *
 * @param text as it stands in the crontab
 */
record Schedule(String text, List<CronExpression> expressions) {
    private static final int FIELDS = 5;
    private static final int DAY = 2;
    private static final int WEEKDAY = 4;

    /** @throws IllegalArgumentException saying what is wrong */
    static Schedule of(String text) {
        if (text.equals("@reboot")) {
            throw new IllegalArgumentException("@reboot is not run here: config-monitor's start is not the machine's");
        }
        String[] fields = text.split("\\s+");
        if (text.startsWith("@")) {
            return parsed(text, List.of(text));
        }
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("needs five fields, or a word such as @hourly");
        }
        List<String> wanted = new ArrayList<>();
        if (fields[DAY].startsWith("*") || fields[WEEKDAY].startsWith("*")) {
            wanted.add(String.join(" ", fields));
        } else {
            wanted.add(with(fields, WEEKDAY));
            wanted.add(with(fields, DAY));
        }
        return parsed(text, wanted.stream().map(five -> "0 " + five).toList());
    }

    private static Schedule parsed(String text, List<String> expressions) {
        try {
            return new Schedule(
                    text, expressions.stream().map(CronExpression::parse).toList());
        } catch (IllegalArgumentException e) {
            String said = String.valueOf(e.getMessage()).replaceFirst(" in cron expression .*", "");
            throw new IllegalArgumentException("'" + text + "' is no time: " + said, e);
        }
    }

    /** The same with any value in one field. */
    private static String with(String[] fields, int any) {
        String[] changed = fields.clone();
        changed[any] = "*";
        return String.join(" ", changed);
    }

    /** The first time after this one; empty when there is none, as for the 30th of February. */
    Optional<ZonedDateTime> next(ZonedDateTime after) {
        return expressions.stream()
                .map(expression -> next(expression, after))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    private static @Nullable ZonedDateTime next(CronExpression expression, ZonedDateTime after) {
        return expression.next(after);
    }
}
