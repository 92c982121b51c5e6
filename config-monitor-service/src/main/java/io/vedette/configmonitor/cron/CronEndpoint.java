package io.vedette.configmonitor.cron;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.service.identity.Caller;
import io.vedette.webdb.scope.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cron}: the jobs of the crontabs in force, and what became of them. */
@RestController
class CronEndpoint {
    private static final int RUNS = 100;

    private final Crontabs crontabs;
    private final Runs runs;
    private final Clock clock;

    CronEndpoint(Crontabs crontabs, Runs runs, Clock clock) {
        this.crontabs = crontabs;
        this.runs = runs;
        this.clock = clock;
    }

    /**
     * @param next when it is due next; null when never
     * @param timeoutSeconds after which it is ended; zero is never
     * @param randomDelaySeconds by which it is put off at most
     * @param latest what became of it last; null before its first time
     */
    record Job(
            String job,
            String file,
            int line,
            String schedule,
            String timezone,
            String command,
            @Nullable Instant next,
            double timeoutSeconds,
            double randomDelaySeconds,
            @Nullable Run latest) {}

    /**
     * @param jobs of all crontabs in force, by file and line
     * @param runs the latest hundred of all jobs, newest first, also of jobs that are gone
     */
    record Cron(List<Job> jobs, List<Run> runs) {}

    @GetMapping("/api/cron")
    @Operation(
            summary = "Jobs of the operator's crontabs: when they are due, and how they ended, with their last lines")
    Cron cron(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return Scope.across("cron").call(() -> new Cron(jobs(runs.latestOfEach()), runs.latest(RUNS)));
    }

    private List<Job> jobs(Map<String, Run> latest) {
        return crontabs.jobs().stream()
                .sorted(Comparator.comparing(CronJob::file).thenComparingInt(CronJob::line))
                .map(job -> shown(job, latest.get(job.id())))
                .toList();
    }

    private Job shown(CronJob job, @Nullable Run latest) {
        return new Job(
                job.id(),
                job.file(),
                job.line(),
                job.schedule().text(),
                job.zone().getId(),
                job.command(),
                CronClock.next(job, clock.instant()).orElse(null),
                job.limits().timeout().toMillis() / 1000.0,
                job.limits().randomDelay().toMillis() / 1000.0,
                latest);
    }
}
