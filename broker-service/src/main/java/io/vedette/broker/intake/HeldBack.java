package io.vedette.broker.intake;

import io.vedette.broker.journal.Journal;
import io.vedette.broker.journal.JournalRefusedException.Reason;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What nobody can be refused, while the journal takes nothing: results of pulls and periods of datagrams wait here, in order and bounded; past the bound
 * the oldest are shed and counted as refused with reason {@code shed}. Tried again each second. A stop sheds the rest.
 */
@Component
class HeldBack implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(HeldBack.class);

    private final Journal journal;
    private final Tally tally;
    private final long maxBytes;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("held-back").daemon().factory());
    /** Guarded by this, as are the bytes. */
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    private long bytes;
    private volatile @Nullable ScheduledFuture<?> ticking;

    private record Waiting(String protocol, BatchBuilder.Batch batch) {}

    HeldBack(Journal journal, Tally tally, JournalSettings settings) {
        this.journal = journal;
        this.tally = tally;
        maxBytes = settings.maxHeld().toBytes();
    }

    /** Whether a refusal for this reason may pass. */
    static boolean mayPass(Reason reason) {
        return reason != Reason.CLOSED;
    }

    /** Takes in what the journal refused. */
    synchronized void hold(String protocol, BatchBuilder.Batch batch) {
        waiting.addLast(new Waiting(protocol, batch));
        bytes += batch.bytes().length;
        while (bytes > maxBytes) {
            shed();
        }
    }

    /** Hands the journal what waits, oldest first, until it refuses again. */
    synchronized void retry() {
        for (Waiting next = waiting.peekFirst(); next != null; next = waiting.peekFirst()) {
            try {
                journal.append(
                                next.batch().kind(),
                                next.batch().bytes(),
                                next.batch().samples())
                        .join();
            } catch (CompletionException refused) {
                return;
            }
            waiting.removeFirst();
            bytes -= next.batch().bytes().length;
            tally.journaled(next.protocol(), next.batch().samples());
        }
    }

    private void shed() {
        Waiting oldest = waiting.removeFirst();
        bytes -= oldest.batch().bytes().length;
        tally.refused(oldest.protocol(), "shed", oldest.batch().samples());
    }

    @Override
    public void start() {
        ticking = timer.scheduleWithFixedDelay(this::retrySafely, 1, 1, TimeUnit.SECONDS);
    }

    private void retrySafely() {
        try {
            retry();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("What was held back is still not journaled");
        }
    }

    @Override
    public void stop() {
        timer.shutdown();
        ticking = null;
        synchronized (this) {
            retry();
            while (!waiting.isEmpty()) {
                shed();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    /** Below everything that takes in: stopped after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10;
    }
}
