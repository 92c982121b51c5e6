package io.vedette.broker.check;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.contracts.proto.config.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs the active checks that pull, each on a virtual thread of its own at its period, the first run at once; at a start with many checks the first runs are
 * spread. A run that is still going when its timeout is over is interrupted; a period that passed meanwhile is left out, never made up for. Stopping ends
 * the runs; what they appended is in the journal.
 */
@Component
class CheckRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);
    private static final int MANY = 100;
    private static final Duration LONGEST_SPREAD = Duration.ofMinutes(1);

    private final CheckBook book;
    private final CheckRuns runs;
    private final CheckStates states;
    private final Intake intake;
    private final Map<UUID, Thread> loops = new ConcurrentHashMap<>();
    private volatile boolean running;

    CheckRunner(CheckBook book, CheckRuns runs, CheckStates states, Intake intake) {
        this.book = book;
        this.runs = runs;
        this.states = states;
        this.intake = intake;
    }

    @Override
    public void start() {
        running = true;
        List<Check> active = book.active();
        active.forEach(check -> restart(UUID.fromString(check.getUuid()), active.size() > MANY));
    }

    @Override
    public void stop() {
        running = false;
        loops.values().forEach(Thread::interrupt);
        loops.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @EventListener
    void changed(CheckChanged change) {
        if (running) {
            restart(change.uuid(), false);
        }
    }

    private synchronized void restart(UUID uuid, boolean spread) {
        Thread old = loops.remove(uuid);
        if (old != null) {
            old.interrupt();
        }
        Check check = book.find(uuid).filter(Check::getActive).orElse(null);
        if (check == null) {
            states.forget(uuid);
        } else if (runs.runs(check)) {
            long period = Duration.ofMillis(check.getPeriodMs()).toNanos();
            long first = spread ? ThreadLocalRandom.current().nextLong(Math.min(period, LONGEST_SPREAD.toNanos())) : 0;
            Runnable loop = () -> Periodically.run(first, period, () -> running, () -> runOnce(uuid, check));
            loops.put(uuid, Thread.ofVirtual().name("check-" + uuid).start(loop));
        }
    }

    private void runOnce(UUID uuid, Check check) throws InterruptedException {
        CheckRuns.Ended ended = runs.run(check);
        states.ended(uuid, ended.state(), ended.result().samples());
        if (ended.result().samples().isEmpty()) {
            return;
        }
        try {
            intake.takeOrHold(check, ended.result().samples(), ended.endedMs()).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof JournalRefusedException)) {
                log.atError().addKeyValue("check", uuid).setCause(e).log("A check's samples were not taken");
            }
        }
    }
}
