package io.vedette.configmonitor.cron;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of a job at one of its times.
 *
 * @param job its {@link CronJob#id}
 * @param due the time
 * @param file the crontab it stood in
 * @param instance the config monitor that took it
 * @param exit what it ended with; null while it has not, and when it was ended
 * @param output the last lines it said
 */
record Run(
        String job,
        Instant due,
        String file,
        String command,
        String instance,
        Outcome outcome,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Integer exit,
        String output) {

    enum Outcome {
        /** Put off by its random delay. */
        WAITING,
        RUNNING,
        /** By itself; its exit code says how. */
        ENDED,
        /** It took too long, and was ended. */
        TIMED_OUT,
        /** The run before still went on. */
        SKIPPED,
        /** Its config monitor died or stopped, or lost the lock, and the job with it. */
        LOST,
        /** The system could not start it. */
        NOT_STARTED;

        /** In JSON and in the Web DB: {@code timed-out}. */
        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
