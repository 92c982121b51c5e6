package io.vedette.observer.step;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a claim to its end: run, settle, count, release. Safe from any thread. */
final class FileWork {

    private static final Logger log = LoggerFactory.getLogger(FileWork.class);

    private final Step step;
    private final Claims claims;
    private final StepProcess process;
    private final Settlement settlement;
    private final StepMetrics metrics;
    private final Clock clock;

    FileWork(Step step, Claims claims, StepProcess process, Settlement settlement, StepMetrics metrics, Clock clock) {
        this.step = step;
        this.claims = claims;
        this.process = process;
        this.settlement = settlement;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What cannot be brought to an end now stays a claim and is taken up again. */
    void on(Claim claim) {
        try {
            var tags = new Tags(step, claim, clock.instant());
            if (Files.exists(claim.file())) {
                run(claim, tags);
            } else {
                settlement.abandoned(claim, tags);
                claims.release(claim);
            }
        } catch (IOException | RuntimeException failed) {
            claims.letGo(claim);
            log.atError()
                    .setCause(failed)
                    .addKeyValue("step", step.title())
                    .log("a file could not be brought to its end and is taken up again later");
        }
    }

    private void run(Claim claim, Tags tags) throws IOException {
        long size = Files.size(claim.file());
        long begin = System.nanoTime();
        Outcome outcome = process.run(claim.folder(), claim.file());
        if (outcome instanceof Outcome.Interrupted) {
            claims.letGo(claim);
            return;
        }
        long took = System.nanoTime() - begin;
        if (outcome.isSuccess()) {
            settlement.succeeded(claim);
        } else {
            tags.explain(outcome);
            settlement.failed(claim, tags);
            log.atWarn()
                    .addKeyValue("step", step.title())
                    .addKeyValue("file", claim.event().filename())
                    .log("a file failed: {}", tags.reason());
        }
        claims.release(claim);
        metrics.processed(outcome.isSuccess(), size, took);
    }
}
