package io.vedette.local.suite;

import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.StartException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One process of the suite, kept running: when it ends unasked it is started again, soon at first, then at growing distances. Guarded by itself;
 * starting and stopping happen outside the lock.
 */
final class Supervised implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final String name;
    private final int port;
    private final Supplier<GuardedProcess> starter;
    private final BooleanSupplier probe;
    private final Progress progress;

    private @Nullable GuardedProcess process;
    private boolean isStopping;
    private Duration pause = FIRST_PAUSE;
    private long startedNanos;

    /**
     * @param starter returns when the process answers, or throws {@link StartException}
     * @param probe whether it is healthy now
     */
    Supervised(String name, int port, Supplier<GuardedProcess> starter, BooleanSupplier probe, Progress progress) {
        this.name = name;
        this.port = port;
        this.starter = starter;
        this.probe = probe;
        this.progress = progress;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    synchronized Optional<GuardedProcess> process() {
        return Optional.ofNullable(process).filter(GuardedProcess::isAlive);
    }

    boolean isHealthy() {
        return process().isPresent() && probe.getAsBoolean();
    }

    /** Starts it for the first time; returns when it answers. */
    void start() {
        long begin = System.nanoTime();
        launch();
        progress.started(name, Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        Optional<GuardedProcess> running;
        synchronized (this) {
            isStopping = true;
            notifyAll();
            running = process();
        }
        running.ifPresent(GuardedProcess::close);
    }

    private void launch() {
        GuardedProcess started = starter.get();
        synchronized (this) {
            if (!isStopping) {
                process = started;
                startedNanos = System.nanoTime();
            }
        }
        if (process().filter(current -> current == started).isEmpty()) {
            started.close();
            return;
        }
        started.onExit().thenAccept(this::ended).exceptionally(failure -> null);
    }

    private void ended(int code) {
        synchronized (this) {
            process = null;
            if (isStopping) {
                return;
            }
            if (System.nanoTime() - startedNanos > SETTLED.toNanos()) {
                pause = FIRST_PAUSE;
            }
        }
        progress.say(name + " ended with code " + code + " and is started again");
        Thread.ofVirtual().name(name + "-restart").start(this::restart);
    }

    private void restart() {
        while (rest()) {
            try {
                launch();
                progress.say(name + " runs again");
                return;
            } catch (StartException e) {
                progress.say(e.sentence());
            }
        }
    }

    /** Waits the pause out and doubles it; false when stopping. */
    private synchronized boolean rest() {
        long deadline = System.nanoTime() + pause.toNanos();
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        try {
            for (long left = deadline - System.nanoTime();
                    left > 0 && !isStopping;
                    left = deadline - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !isStopping;
    }
}
