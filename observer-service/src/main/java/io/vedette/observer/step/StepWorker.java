package io.vedette.observer.step;

import io.vedette.contracts.files.FileEvent;
import io.vedette.observer.queue.FileEvents;
import io.vedette.observer.queue.Intake;
import io.vedette.observer.queue.Intakes;
import io.vedette.observer.queue.MalformedEventException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * One of a step's processes: takes a message, claims its file, has it worked on, acknowledges. A virtual thread of its own; while Redis is
 * away it finishes what it has and works on what was left by former lives.
 */
final class StepWorker {

    private static final Logger log = LoggerFactory.getLogger(StepWorker.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Step step;
    private final String name;
    private final Intakes intakes;
    private final Claims claims;
    private final Settlement settlement;
    private final FileWork work;
    private final StepMetrics metrics;
    private final Clock clock;
    private final Queue<Claim> leftBehind;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean busy;
    private @Nullable Intake intake;

    StepWorker(String name, StepParts parts, Intakes intakes, Clock clock) {
        this.step = parts.step();
        this.name = name;
        this.intakes = intakes;
        this.claims = parts.claims();
        this.settlement = parts.settlement();
        this.work = parts.work();
        this.metrics = parts.metrics();
        this.leftBehind = parts.leftBehind();
        this.clock = clock;
        this.thread =
                Thread.ofVirtual().name("step-" + step.title() + "-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Takes no more; what it works on is finished. */
    void finish() {
        running = false;
    }

    /** Ends what it works on; the file is taken up again by the next start. */
    void interrupt() {
        thread.interrupt();
    }

    boolean hasEnded(Duration longest) throws InterruptedException {
        return thread.join(longest);
    }

    boolean isBusy() {
        return busy;
    }

    private void run() {
        while (running) {
            try {
                round();
            } catch (InterruptedException stop) {
                running = false;
            } catch (RuntimeException failed) {
                log.error("A worker of {} failed and goes on", step.title(), failed);
            }
        }
        retire();
    }

    private void round() throws InterruptedException {
        Claim left = leftBehind.poll();
        if (left != null) {
            busy = true;
            work.on(left);
            busy = false;
            return;
        }
        try {
            takeOne(opened());
        } catch (DataAccessException away) {
            log.debug("Redis is away", away);
            close();
            Thread.sleep(WAIT);
        }
    }

    private void takeOne(Intake from) throws InterruptedException {
        Optional<String> message = from.take(WAIT);
        if (message.isEmpty()) {
            return;
        }
        busy = true;
        try {
            handle(message.get());
            from.acknowledge(message.get());
        } catch (IOException cannotClaim) {
            log.warn("{} cannot claim a file, its message waits behind the others", step.title(), cannotClaim);
            metrics.postponed();
            from.postpone(message.get());
            Thread.sleep(WAIT);
        } finally {
            busy = false;
        }
    }

    private void handle(String message) throws IOException {
        FileEvent event;
        try {
            event = FileEvents.parse(message);
        } catch (MalformedEventException malformed) {
            settlement.poisoned(message, UUID.randomUUID().toString(), String.valueOf(malformed.getMessage()));
            metrics.malformed();
            return;
        }
        Optional<Claim> claim = claims.make(event);
        if (claim.isPresent()) {
            metrics.waited(event, clock.instant());
            work.on(claim.get());
        } else {
            metrics.gone();
        }
    }

    private Intake opened() {
        Intake open = intake;
        if (open == null) {
            open = intakes.open(step.queue(), name);
            intake = open;
        }
        return open;
    }

    private void close() {
        if (intake != null) {
            try {
                intake.close();
            } catch (DataAccessException away) {
                log.trace("Redis is away", away);
            }
            intake = null;
        }
    }

    private void retire() {
        try {
            if (intake != null) {
                intake.retire();
            }
        } catch (DataAccessException away) {
            log.debug("Redis is away; the list is reclaimed when it is back", away);
        }
        close();
    }
}
