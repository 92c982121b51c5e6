package io.vedette.broker.check;

import io.vedette.broker.intake.Intake;
import io.vedette.broker.journal.JournalRefusedException;
import io.vedette.contracts.proto.config.Check;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs the active checks that pull, each on a virtual thread of its own at its period, the first run at once. A run that is still going when its timeout
 * is over is interrupted; a period that passed meanwhile is left out, never made up for. Stopping ends the runs; what they appended is in the journal.
 */
@Component
class CheckRunner implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckRunner.class);

    private final CheckBook book;
    private final Map<String, CheckModule> modules;
    private final CheckStates states;
    private final Intake intake;
    private final Clock clock;
    private final Map<UUID, Thread> loops = new ConcurrentHashMap<>();
    private final ExecutorService runs = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-run-", 0).factory());
    private volatile boolean running;

    CheckRunner(CheckBook book, List<CheckModule> modules, CheckStates states, Intake intake, Clock clock) {
        this.book = book;
        this.modules = modules.stream().collect(Collectors.toUnmodifiableMap(CheckType::name, Function.identity()));
        this.states = states;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        book.active().forEach(check -> restart(UUID.fromString(check.getUuid())));
    }

    @Override
    public void stop() {
        running = false;
        loops.values().forEach(Thread::interrupt);
        loops.clear();
        runs.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @EventListener
    void changed(CheckChanged change) {
        if (running) {
            restart(change.uuid());
        }
    }

    private synchronized void restart(UUID uuid) {
        Thread old = loops.remove(uuid);
        if (old != null) {
            old.interrupt();
        }
        Check check = book.find(uuid).filter(Check::getActive).orElse(null);
        if (check == null) {
            states.forget(uuid);
            return;
        }
        CheckModule module = modules.get(check.getType());
        if (module != null) {
            loops.put(uuid, Thread.ofVirtual().name("check-" + uuid).start(() -> loop(uuid, check, module)));
        }
    }

    private void loop(UUID uuid, Check check, CheckModule module) {
        long period = TimeUnit.MILLISECONDS.toNanos(check.getPeriodMs());
        long due = System.nanoTime();
        try {
            while (running && !Thread.currentThread().isInterrupted()) {
                runOnce(uuid, check, module);
                due += period;
                long late = System.nanoTime() - due;
                if (late > 0) {
                    due += (late / period + 1) * period;
                }
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            }
        } catch (InterruptedException e) {
            // The check was changed or deleted, or the broker stops.
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce(UUID uuid, Check check, CheckModule module) throws InterruptedException {
        long began = System.nanoTime();
        CheckResult result = result(check, module);
        long now = clock.millis();
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        states.ended(uuid, new CheckState(result.available(), result.good(), result.status(), now, tookMs));
        if (result.samples().isEmpty()) {
            return;
        }
        try {
            intake.takeOrHold(check, result.samples(), now).join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof JournalRefusedException)) {
                log.atError().addKeyValue("check", uuid).setCause(e).log("A check's samples were not taken");
            }
        }
    }

    private CheckResult result(Check check, CheckModule module) throws InterruptedException {
        Future<CheckResult> run = runs.submit(() -> module.run(check, clock.millis()));
        try {
            return run.get(check.getTimeoutMs(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return CheckResult.unavailable("timeout after " + check.getTimeoutMs() + " ms");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return CheckResult.unavailable(cause.getClass().getSimpleName() + ": " + cause.getMessage());
        } finally {
            run.cancel(true);
        }
    }
}
