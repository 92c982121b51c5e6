package io.vedette.configmonitor.cron;

import io.vedette.configmonitor.cron.CronJob.Limits;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What MetWork's {@code cronwrap} before a command asks for, done here, so that its crontabs work unchanged. Its lock is always had; what it says of its
 * environment, shell and log is the shell's.
 *
 * @param command for the shell, with {@code eval} in the wrapper's place: that joins its arguments as the wrapper does
 */
record CronWrap(String command, Limits limits) {
    private static final Pattern WRAPPER = Pattern.compile("(?:^|(?<=[\\s;&|]))\\S*?cronwrap(?:\\.sh|\\.py)?(?=\\s)");
    private static final Pattern OPTION = Pattern.compile("\\s+(--?[A-Za-z][A-Za-z-]*)(?:=(\\S+))?(?=\\s)");
    private static final Pattern VALUE = Pattern.compile("\\s+([^-\\s]\\S*)(?=\\s)");
    private static final Pattern END = Pattern.compile("\\s+--(?=\\s)");
    private static final Set<String> FLAGS = Set.of("-l", "--lock");

    /** @throws IllegalArgumentException naming an option that is not known or has no number */
    static CronWrap of(String command, Limits usual) {
        Matcher wrapper = WRAPPER.matcher(command);
        if (!wrapper.find()) {
            return new CronWrap(command, usual);
        }
        Limits limits = usual;
        int at = wrapper.end();
        Matcher option = OPTION.matcher(command);
        while (option.region(at, command.length()).lookingAt()) {
            at = option.end();
            String name = option.group(1);
            if (name.equals("--low")) {
                limits = new Limits(limits.timeout(), limits.randomDelay(), true);
            } else if (!FLAGS.contains(name)) {
                @Nullable String value = option.group(2);
                Matcher next = VALUE.matcher(command).region(at, command.length());
                if (value == null && next.lookingAt()) {
                    value = next.group(1);
                    at = next.end();
                }
                limits = with(limits, name, value);
            }
        }
        Matcher end = END.matcher(command).region(at, command.length());
        String rest = command.substring(end.lookingAt() ? end.end() : at);
        return new CronWrap(command.substring(0, wrapper.start()) + "eval" + rest, limits);
    }

    private static Limits with(Limits limits, String name, @Nullable String value) {
        return switch (name) {
            case "-t", "--timeout" -> new Limits(seconds(name, value), limits.randomDelay(), limits.low());
            case "-r", "--random-sleep" -> new Limits(limits.timeout(), seconds(name, value), limits.low());
            case "-n", "--nice", "-i", "--ionice" -> {
                seconds(name, value);
                yield new Limits(limits.timeout(), limits.randomDelay(), true);
            }
            default -> throw new IllegalArgumentException("cronwrap's option " + name + " is not known here");
        };
    }

    private static Duration seconds(String name, @Nullable String value) {
        try {
            return Duration.ofSeconds(Long.parseLong(String.valueOf(value)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("cronwrap's option " + name + " needs a whole number", e);
        }
    }
}
