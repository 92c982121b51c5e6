package io.vedette.configmonitor.cron;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.cron.CronJob.Limits;
import io.vedette.configmonitor.cron.Run.Outcome;
import io.vedette.configmonitor.files.Answer;
import io.vedette.configmonitor.files.ConfigText;
import io.vedette.service.identity.Role;
import io.vedette.webdb.scope.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/** Real processes, and the Web DB's locks. */
@SuppressWarnings("NullAway.Init")
class CronTests {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Not a time at which the service that these tests share runs jobs itself. */
    private final Instant tomorrow =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(1));

    private final Running running = Running.shared();
    private final Runs runs = running.bean(Runs.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    @Test
    void aJobRunsAtItsTimeAndItsEndIsShown() throws IOException {
        Crontabs crontabs = running.bean(Crontabs.class);
        ConfigText text = new ConfigText("plugins/shown/crontab", """
                CRON_RANDOM_DELAY=1s
                CRON_TIMEOUT=5m
                WHO=world
                * * * * * cat; echo "hello $WHO"; env; exit 3%input
                """);
        assertThat(crontabs.apply(text)).isInstanceOf(Answer.InForce.class);
        Instant almost = tomorrow.minusMillis(1500);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), almost));
        CronClock cron = new CronClock(crontabs, runner(), running.bean(CronSettings.class), clock);
        cron.start();
        try {
            JsonNode run = await().atMost(SOON)
                    .until(
                            () -> run("plugins/shown/crontab"),
                            found -> found.path("outcome").asString("").equals("ended"));
            assertThat(run.path("exit").asInt()).isEqualTo(3);
            assertThat(run.path("due").asString()).isEqualTo(tomorrow.toString());
            assertThat(run.path("output").asString())
                    .startsWith("input\nhello world\n")
                    .contains("WHO=world")
                    .doesNotContain("JAVA_HOME");
            assertThat(meters.counter("vedette.cron.runs", "result", "failed").count())
                    .isEqualTo(1);
        } finally {
            cron.stop();
            crontabs.remove(text.path());
        }
        assertThat(shown().path("jobs").toString()).doesNotContain("plugins/shown");
    }

    private JsonNode run(String file) {
        JsonNode job = shown().path("jobs")
                .valueStream()
                .filter(one -> one.path("file").asString().equals(file))
                .findFirst()
                .orElseThrow();
        assertThat(job.path("timeoutSeconds").asInt()).isEqualTo(300);
        assertThat(job.path("line").asInt()).isEqualTo(4);
        return shown().path("runs")
                .valueStream()
                .filter(one -> one.path("job").equals(job.path("job"))
                        && one.path("due").asString().equals(tomorrow.toString()))
                .findFirst()
                .orElse(job.path("latest"));
    }

    private JsonNode shown() {
        return running.ok("GET", "/api/cron", running.newUser(1, Role.ADMIN).token(), null);
    }

    @Test
    void twoConfigMonitorsNeverRunAJobTwiceAtOnceNorTwiceForATime() throws Exception {
        CronJob job =
                job("mkdir busy || echo both >> told; sleep 0.4; rmdir busy; echo ran >> told", Duration.ofMinutes(1));
        List<Thread> all = new ArrayList<>();
        for (int minute = 0; minute < 3; minute++) {
            for (int monitor = 0; monitor < 2; monitor++) {
                Instant due = tomorrow.plus(Duration.ofMinutes(minute));
                Runner runner = runner();
                all.add(Thread.ofVirtual().start(() -> run(runner, job, due)));
            }
        }
        for (Thread one : all) {
            one.join();
        }
        List<Outcome> outcomes = outcomes(job);
        assertThat(outcomes).hasSize(3).contains(Outcome.ENDED).isSubsetOf(Outcome.ENDED, Outcome.SKIPPED);
        long ended = outcomes.stream().filter(Outcome.ENDED::equals).count();
        assertThat(Files.readAllLines(folder.resolve("told")))
                .hasSize((int) ended)
                .containsOnly("ran");
        run(runner(), job, tomorrow);
        assertThat(Files.readAllLines(folder.resolve("told"))).as("not again").hasSize((int) ended);
    }

    @Test
    void whatTakesTooLongIsEndedWithAllThatItStarted() throws Exception {
        CronJob job = job("echo begun; sleep 300 & echo $! > pid; wait", Duration.ofMillis(700));
        run(runner(), job, tomorrow);
        assertThat(outcomes(job)).containsExactly(Outcome.TIMED_OUT);
        assertThat(latest(job).output()).isEqualTo("begun");
        assertThat(latest(job).exit()).isNull();
        assertIsGone();
    }

    @Test
    void whatAJobLeavesRunningEndsWithIt() throws Exception {
        CronJob job = job("sleep 300 >/dev/null 2>&1 & echo $! > pid", Duration.ZERO);
        run(runner(), job, tomorrow);
        assertThat(outcomes(job)).containsExactly(Outcome.ENDED);
        assertIsGone();
    }

    @Test
    void aJobWhoseLockIsLostIsEndedBeforeSomebodyElseRunsIt() throws Exception {
        CronJob job = job("sleep 300 & echo $! > pid; wait", Duration.ZERO);
        Thread runs = Thread.ofVirtual().start(() -> run(runner(), job, tomorrow));
        await().atMost(SOON).until(() -> Files.exists(folder.resolve("pid")));
        JdbcConnectionDetails webDb = running.bean(JdbcConnectionDetails.class);
        Connection session = DriverManager.getConnection(webDb.getJdbcUrl(), webDb.getUsername(), webDb.getPassword());
        JdbcClient.create(new SingleConnectionDataSource(session, true))
                .sql("""
                        select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
                        and (classid::bigint << 32 | objid::bigint) = hashtextextended('vedette cron ' || ?, 0)""")
                .param(job.id())
                .query(Boolean.class)
                .single();
        session.close();
        runs.join();
        assertThat(outcomes(job)).containsExactly(Outcome.LOST);
        assertIsGone();
    }

    private void assertIsGone() throws IOException {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        await().atMost(SOON)
                .until(() -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), alive -> !alive);
    }

    private CronJob job(String command, Duration timeout) {
        return new CronJob(
                folder + "/crontab",
                1,
                Schedule.of("* * * * *"),
                ZoneOffset.UTC,
                "cd " + folder + "; " + command,
                "",
                Map.of(),
                new Limits(timeout, Duration.ZERO, false));
    }

    private Runner runner() {
        return new Runner(
                running.bean(CronLocks.class), runs, running.bean(CronSettings.class), new CronMetrics(meters));
    }

    private static void run(Runner runner, CronJob job, Instant due) {
        try {
            runner.run(job, due);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Run latest(CronJob job) {
        return Scope.across("test")
                .call(() -> requireNonNull(runs.latestOfEach().get(job.id())));
    }

    private List<Outcome> outcomes(CronJob job) {
        return Scope.across("test").call(() -> runs.latest(1000)).stream()
                .filter(run -> run.job().equals(job.id()))
                .map(Run::outcome)
                .toList();
    }
}
