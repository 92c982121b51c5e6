package io.vedette.observer.step;

import io.vedette.observer.change.Changes;
import io.vedette.observer.queue.Leases;
import io.vedette.observer.queue.Outbox;
import io.vedette.observer.queue.RedisLists;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * All steps that run. Guarded by itself. Stop: nothing new is taken, running executables get a while, then they are ended and their files
 * wait for the next start.
 */
@Component
public class Steps implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Steps.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(6);

    private final StepAssembly assembly;
    private final StepSettings settings;
    private final Leases leases;
    private final RedisLists lists;
    private final Map<String, RunningStep> running = new TreeMap<>();
    private final List<RunningStep> finishing = new ArrayList<>();
    private volatile boolean started;

    Steps(StepAssembly assembly, StepSettings settings, Leases leases, RedisLists lists) {
        this.assembly = assembly;
        this.settings = settings;
        this.leases = leases;
        this.lists = lists;
    }

    /** Brings what runs to what is wanted. A step that stops or changes finishes the files it has. */
    public synchronized Changes apply(Collection<Step> steps) {
        Map<String, Step> wanted = steps.stream().collect(Collectors.toMap(Step::title, Function.identity()));
        Map<String, Step> now = running.values().stream()
                .map(RunningStep::step)
                .collect(Collectors.toMap(Step::title, Function.identity()));
        Changes changes = Changes.between(now, wanted);
        changes.stopped().forEach(this::letGo);
        changes.started().forEach(title -> begin(Objects.requireNonNull(wanted.get(title))));
        return changes;
    }

    /**
     * Starts a step's workers anew; files being worked on are finished by the old ones.
     *
     * @return false when no such step runs
     */
    synchronized boolean restart(String title) {
        RunningStep old = running.get(title);
        if (old == null) {
            return false;
        }
        letGo(title);
        begin(old.step());
        return true;
    }

    private void letGo(String title) {
        RunningStep old = Objects.requireNonNull(running.remove(title));
        old.finish();
        finishing.add(old);
    }

    private void begin(Step step) {
        RunningStep fresh = assembly.assemble(step);
        fresh.lookAround(leases);
        running.put(step.title(), fresh);
        fresh.start();
    }

    public List<StepStatus> status() {
        return current().stream().map(this::status).toList();
    }

    private StepStatus status(RunningStep one) {
        Step step = one.step();
        OptionalLong length = lists.length(step.queue().list());
        return new StepStatus(
                step.queue().plugin(),
                step.queue().step(),
                step.queue().list(),
                length.isPresent() ? length.getAsLong() : null,
                step.processes(),
                one.busy(),
                step.command(),
                one.metrics().counts());
    }

    synchronized List<RunningStep> current() {
        return List.copyOf(running.values());
    }

    private void lookAround() {
        try {
            while (started) {
                Thread.sleep(settings.lookAround());
                current().forEach(step -> step.lookAround(leases));
                forgetFinished();
            }
        } catch (InterruptedException stop) {
            log.debug("stopped");
        }
    }

    private synchronized void forgetFinished() throws InterruptedException {
        var ended = new ArrayList<RunningStep>();
        for (RunningStep old : finishing) {
            if (old.hasEnded(Duration.ofNanos(1))) {
                ended.add(old);
            }
        }
        finishing.removeAll(ended);
    }

    @Override
    public void start() {
        started = true;
        Thread.ofVirtual().name("steps").start(this::lookAround);
    }

    @Override
    public synchronized void stop() {
        started = false;
        finishing.addAll(running.values());
        running.clear();
        finishing.forEach(RunningStep::finish);
        try {
            if (!haveEnded(settings.stopWithin())) {
                log.warn("Executables still run: they are ended, their files are taken up again by the next start");
                finishing.forEach(RunningStep::interrupt);
                haveEnded(AFTER_INTERRUPT);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        finishing.clear();
    }

    private boolean haveEnded(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        for (RunningStep step : finishing) {
            if (!step.hasEnded(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    @Override
    public int getPhase() {
        return Outbox.PHASE + 100;
    }
}
