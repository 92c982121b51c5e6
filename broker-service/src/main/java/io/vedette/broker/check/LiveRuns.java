package io.vedette.broker.check;

import io.vedette.broker.intake.Intake;
import io.vedette.contracts.proto.config.Check;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * While somebody watches, a check also runs at its live period, beside its own runs and without touching them: what these runs see is shown, never
 * journaled, and leaves no trace in the check's state. A lease that is not renewed ends them.
 */
@Component
class LiveRuns implements SmartLifecycle {
    private final CheckBook book;
    private final CheckRuns runs;
    private final Intake intake;
    private final Map<UUID, Live> watched = new ConcurrentHashMap<>();
    private volatile boolean running;

    /** One check's live runs. */
    private static final class Live {
        private final long periodMs;
        private volatile long untilNanos;

        Live(long periodMs, long untilNanos) {
            this.periodMs = periodMs;
            this.untilNanos = untilNanos;
        }

        boolean isLeased() {
            return untilNanos - System.nanoTime() > 0;
        }
    }

    LiveRuns(CheckBook book, CheckRuns runs, Intake intake) {
        this.book = book;
        this.runs = runs;
        this.intake = intake;
    }

    /**
     * Runs a check live, or goes on doing so.
     *
     * @param lease until when, from now, unless renewed
     * @return whether it is: a check that is pushed, is not active, or runs as often anyway is not
     */
    synchronized boolean watch(UUID uuid, Duration period, Duration lease) {
        Check check = book.find(uuid).filter(Check::getActive).orElse(null);
        long periodMs = period.toMillis();
        if (!running || check == null || !runs.runs(check) || periodMs >= check.getPeriodMs()) {
            return false;
        }
        long until = System.nanoTime() + lease.toNanos();
        Live present = watched.get(uuid);
        if (present != null && present.periodMs == periodMs && present.isLeased()) {
            present.untilNanos = until;
        } else {
            begin(uuid, check, new Live(periodMs, until));
        }
        return true;
    }

    /** How many checks are run live. */
    int count() {
        return watched.size();
    }

    private void begin(UUID uuid, Check check, Live live) {
        watched.put(uuid, live);
        // A copy at its own period: modules that look at what changed since the run before keep the two apart.
        Check copy = check.toBuilder().setPeriodMs(live.periodMs).build();
        Runnable loop = () -> {
            Periodically.run(
                    0,
                    Duration.ofMillis(live.periodMs).toNanos(),
                    () -> running && live.isLeased() && watched.get(uuid) == live,
                    () -> show(copy));
            watched.remove(uuid, live);
        };
        Thread.ofVirtual().name("check-live-" + uuid).start(loop);
    }

    private void show(Check check) throws InterruptedException {
        CheckRuns.Ended ended = runs.run(check);
        intake.show(check, ended.result().samples(), ended.endedMs());
    }

    /** The next lease begins with the check as it is then. */
    @EventListener
    void changed(CheckChanged change) {
        watched.remove(change.uuid());
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        watched.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
