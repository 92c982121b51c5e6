package io.vedette.configmonitor.cron;

import io.vedette.configmonitor.cron.CronJob.Limits;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.configmonitor.files.FileError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.convert.DurationStyle;

/**
 * A crontab that was read: its jobs, and each line that is wrong. Lines {@code NAME=value} hold for the jobs below them; {@code CRON_TZ} says by whose clock,
 * {@code CRON_TIMEOUT} and {@code CRON_RANDOM_DELAY} ({@code 90s}, {@code 5m}) how long a job may take and be put off.
 */
record Crontab(List<CronJob> jobs, List<FileError> errors) {
    private static final Pattern SETTING = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern WORD = Pattern.compile("(@\\S+)\\s+(.+)");
    private static final Pattern FIELDS = Pattern.compile("(\\S+(?:\\s+\\S+){4})\\s+(.+)");
    private static final Pattern INPUT = Pattern.compile("(?<!\\\\)%");

    static Crontab read(ConfigText text, Limits usual) {
        Reader reader = new Reader(text.path(), usual);
        List<String> lines = text.text().lines().toList();
        for (int n = 0; n < lines.size(); n++) {
            reader.line(n + 1, lines.get(n).strip());
        }
        return new Crontab(List.copyOf(reader.jobs), List.copyOf(reader.errors));
    }

    /** Line by line; what was set holds for what follows. */
    private static final class Reader {
        private final String file;
        private final List<CronJob> jobs = new ArrayList<>();
        private final List<FileError> errors = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Map<String, String> environment = new LinkedHashMap<>();
        private ZoneId zone = ZoneId.systemDefault();
        private Limits limits;

        Reader(String file, Limits usual) {
            this.file = file;
            this.limits = usual;
        }

        void line(int number, String line) {
            if (line.isEmpty() || line.startsWith("#")) {
                return;
            }
            Matcher setting = SETTING.matcher(line);
            try {
                if (setting.matches()) {
                    set(setting.group(1), unquoted(setting.group(2)));
                } else {
                    add(number, line);
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                errors.add(new FileError(setting.matches() ? setting.group(1) : "", reason(e), number));
            }
        }

        private void set(String name, String value) {
            switch (name) {
                case "CRON_TZ" -> zone = ZoneId.of(value);
                case "CRON_TIMEOUT" -> limits = new Limits(duration(value), limits.randomDelay(), limits.low());
                case "CRON_RANDOM_DELAY" -> limits = new Limits(limits.timeout(), duration(value), limits.low());
                default -> environment.put(name, value);
            }
        }

        private void add(int number, String line) {
            Matcher entry = (line.startsWith("@") ? WORD : FIELDS).matcher(line);
            if (!entry.matches()) {
                throw new IllegalArgumentException("needs five fields or a word such as @hourly, then a command");
            }
            Schedule schedule = Schedule.of(entry.group(1));
            String[] parts = INPUT.split(entry.group(2), 2);
            CronWrap wrap = CronWrap.of(plain(parts[0]).strip(), limits);
            String input = parts.length > 1 ? plain(INPUT.matcher(parts[1]).replaceAll("\n")) + "\n" : "";
            CronJob job = new CronJob(file, number, schedule, zone, wrap.command(), input, environment, wrap.limits());
            if (!ids.add(job.id())) {
                throw new IllegalArgumentException("stands in the file already");
            }
            jobs.add(job);
        }

        private static String plain(String text) {
            return text.replace("\\%", "%");
        }

        private static Duration duration(String text) {
            Duration read = DurationStyle.detectAndParse(text, java.time.temporal.ChronoUnit.SECONDS);
            if (read.isNegative()) {
                throw new IllegalArgumentException("must not be negative");
            }
            return read;
        }

        private static String unquoted(String value) {
            boolean isQuoted = value.length() > 1
                    && (value.startsWith("\"") || value.startsWith("'"))
                    && value.endsWith(value.substring(0, 1));
            return isQuoted ? value.substring(1, value.length() - 1) : value.strip();
        }

        private static String reason(RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
