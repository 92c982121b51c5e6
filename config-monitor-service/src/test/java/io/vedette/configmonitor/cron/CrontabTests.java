package io.vedette.configmonitor.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.configmonitor.cron.CronJob.Limits;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.configmonitor.files.FileError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a crontab says. */
class CrontabTests {
    private static final Limits USUAL = new Limits(Duration.ofHours(1), Duration.ZERO, false);

    /** From Wednesday, the 1st of July 2026, 10:00 on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *              | 2026-07-01T10:01:00Z
            */5 * * * *            | 2026-07-01T10:05:00Z
            7,11-13 * * * *        | 2026-07-01T10:07:00Z
            30 3 * * mon-fri       | 2026-07-02T03:30:00Z
            0 0 * * 0              | 2026-07-05T00:00:00Z
            0 0 * * 7              | 2026-07-05T00:00:00Z
            0 12 1 JAN *           | 2027-01-01T12:00:00Z
            0 0 13 * fri           | 2026-07-03T00:00:00Z
            0 0 2 * fri            | 2026-07-02T00:00:00Z
            0 0 */20 * fri         | 2026-08-21T00:00:00Z
            @hourly                | 2026-07-01T11:00:00Z
            @daily                 | 2026-07-02T00:00:00Z
            @midnight              | 2026-07-02T00:00:00Z
            @weekly                | 2026-07-05T00:00:00Z
            @monthly               | 2026-08-01T00:00:00Z
            @yearly                | 2027-01-01T00:00:00Z
            """)
    void timesAreThoseOfEveryCrontab(String schedule, Instant due) {
        CronJob job = only("CRON_TZ=UTC\n" + schedule + " true\n");
        assertThat(CronClock.next(job, Instant.parse("2026-07-01T10:00:00Z"))).contains(due);
    }

    @Test
    void halfOfACrontabThatACrashLeftIsNotTakenUp(@TempDir Path home) throws IOException {
        CronSettings settings = new CronSettings(USUAL.timeout(), USUAL.randomDelay(), 8, 20);
        ConfigText whole = new ConfigText("plugins/tidy/crontab", "@daily rm -r /data/old\n");
        new Crontabs(settings, home, "watched").apply(whole);
        Path kept = home.resolve("crontabs");
        Files.writeString(kept.resolve(".plugins@tidy@crontab.new"), "@daily rm -r /data");

        Crontabs after = new Crontabs(settings, home, "watched");

        assertThat(after.jobs()).extracting(CronJob::command).containsExactly("rm -r /data/old");
        assertThat(after.inForce()).contains(Map.of(whole.path(), whole.sha256()));
    }

    @Test
    void linesAboveAJobSayHowItRuns() {
        Crontab read = read("""
                # what goes on at night
                first.setting = "with blanks"
                """);
        assertThat(read.errors()).singleElement().extracting(FileError::line).isEqualTo(2);
        read = read("""
                # what goes on at night
                MAILTO=""
                NAME = 'with blanks'
                CRON_TZ=Europe/Paris
                CRON_TIMEOUT=90
                CRON_RANDOM_DELAY=2m

                0 12 * * * cat >> /tmp/100\\%%first%second
                NAME=other
                @hourly true
                """);
        assertThat(read.errors()).isEmpty();
        CronJob noon = read.jobs().getFirst();
        assertThat(noon.line()).isEqualTo(8);
        assertThat(CronClock.next(noon, Instant.parse("2026-07-01T00:00:00Z")))
                .contains(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(noon.limits()).isEqualTo(new Limits(Duration.ofSeconds(90), Duration.ofMinutes(2), false));
        assertThat(noon.command()).isEqualTo("cat >> /tmp/100%");
        assertThat(noon.input()).isEqualTo("first\nsecond\n");
        assertThat(noon.environment()).containsEntry("NAME", "with blanks").containsEntry("MAILTO", "");
        assertThat(read.jobs().getLast().environment()).containsEntry("NAME", "other");
    }

    @Test
    void metworksWrapperIsUnderstood() {
        CronJob job = only(
                "* * * * * export X=1 ; /opt/bin/cronwrap.sh --lock --timeout=600 --low --random-sleep 10 -- \"collect garbage\" >>log 2>&1");
        assertThat(job.command()).isEqualTo("export X=1 ; eval \"collect garbage\" >>log 2>&1");
        assertThat(job.limits()).isEqualTo(new Limits(Duration.ofMinutes(10), Duration.ofSeconds(10), true));
        assertThat(only("* * * * * cronwrap.py -l -t 5 run -v").command()).isEqualTo("eval run -v");
        assertThat(read("* * * * * cronwrap --load-env x").errors().getFirst().reason())
                .contains("--load-env");
        assertThat(read("* * * * * cronwrap --timeout=soon x")
                        .errors()
                        .getFirst()
                        .reason())
                .contains("whole number");
    }

    @Test
    void everyWrongLineIsNamedWithItsReason() {
        Crontab read = read("""
                * * * * * true
                61 * * * * true
                * * * *
                @reboot true
                CRON_TZ=Nowhere/Land
                CRON_TIMEOUT=long
                * * * * mondag true
                * * * * * true
                """);
        assertThat(read.errors()).extracting(FileError::line).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(read.errors().get(0).reason()).startsWith("'61 * * * *' is no time: ");
        assertThat(read.errors().get(1).reason()).contains("five fields");
        assertThat(read.errors().get(3).field()).isEqualTo("CRON_TZ");
        assertThat(read.errors().getLast().reason()).contains("already");
    }

    private static CronJob only(String text) {
        Crontab read = read(text);
        assertThat(read.errors()).isEmpty();
        assertThat(read.jobs()).hasSize(1);
        return read.jobs().getFirst();
    }

    private static Crontab read(String text) {
        return Crontab.read(new ConfigText("crontab", text), USUAL);
    }
}
