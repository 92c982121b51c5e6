package io.vedette.observer.step;

import io.vedette.observer.queue.Leases;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** A step with its workers. */
final class RunningStep {

    private static final Logger log = LoggerFactory.getLogger(RunningStep.class);

    private final StepParts parts;
    private final List<StepWorker> workers;

    RunningStep(StepParts parts, List<StepWorker> workers) {
        this.parts = parts;
        this.workers = List.copyOf(workers);
    }

    Step step() {
        return parts.step();
    }

    StepMetrics metrics() {
        return parts.metrics();
    }

    void start() {
        workers.forEach(StepWorker::start);
    }

    /** Finds claims that nobody works on. */
    void lookAround(Leases leases) {
        if (workers.isEmpty()) {
            return;
        }
        try {
            suspectOthers(leases);
            parts.leftBehind().addAll(parts.claims().adopt(leases::isDead));
        } catch (IOException failed) {
            log.warn("The claims of {} cannot be listed", step().title(), failed);
        }
    }

    private void suspectOthers(Leases leases) throws IOException {
        try {
            parts.claims().others().forEach(leases::suspect);
        } catch (DataAccessException away) {
            log.debug("Redis is away: the others cannot be judged", away);
        }
    }

    /** Takes no more; files being worked on are finished. */
    void finish() {
        workers.forEach(StepWorker::finish);
        for (Claim left = parts.leftBehind().poll();
                left != null;
                left = parts.leftBehind().poll()) {
            parts.claims().letGo(left);
        }
    }

    void interrupt() {
        workers.forEach(StepWorker::interrupt);
    }

    boolean hasEnded(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (StepWorker worker : workers) {
            if (!worker.hasEnded(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    int busy() {
        return (int) workers.stream().filter(StepWorker::isBusy).count();
    }
}
