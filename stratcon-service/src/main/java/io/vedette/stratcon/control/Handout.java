package io.vedette.stratcon.control;

import io.vedette.contracts.proto.config.Check;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.config.KnownCheck;
import io.vedette.stratcon.draw.CheckDoor;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected broker being handed its checks, on a thread of its own: everything it lacks first, then each change as it comes. What cannot be handed
 * over makes it compare everything anew.
 */
final class Handout {
    private static final Logger log = LoggerFactory.getLogger(Handout.class);
    private static final int MOST_WAITING = 10_000;
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final long brokerId;
    private final CheckDoor door;
    private final Checks checks;
    private final ControlMetrics metrics;
    private final Removals removals;
    private final BlockingQueue<UUID> changed = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean compare = new AtomicBoolean(true);
    private final Thread thread;
    private volatile boolean running = true;
    private volatile boolean handing;
    private volatile String trouble = "";

    Handout(long brokerId, CheckDoor door, Checks checks, ControlMetrics metrics, Removals removals) {
        this.brokerId = brokerId;
        this.door = door;
        this.checks = checks;
        this.metrics = metrics;
        this.removals = removals;
        thread = Thread.ofVirtual().name("checks-" + brokerId).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        running = false;
        thread.interrupt();
    }

    /** A check came, changed or went; never blocks. */
    void changed(UUID check) {
        if (!changed.offer(check)) {
            compare.set(true);
        }
    }

    /** Something else than a change asks for a look at everything. */
    void compare() {
        compare.set(true);
    }

    /** Changes not handed over yet; all of them count as one while everything is compared. */
    int waiting() {
        return changed.size() + (compare.get() || handing ? 1 : 0);
    }

    /** Why something waits; empty when nothing went wrong. */
    String trouble() {
        return trouble;
    }

    private void run() {
        try {
            while (running && !checks.awaitComplete(1, TimeUnit.SECONDS)) {
                // without all that was announced, a broker might be handed what is outdated
            }
            while (running) {
                step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (compare.get()) {
                handing = true;
                compare.set(false);
                compareAll();
            }
            handing = false;
            UUID next = changed.poll(1, TimeUnit.SECONDS);
            KnownCheck known = next == null ? null : checks.find(next).orElse(null);
            if (known != null) {
                handing = true;
                hand(known);
            }
            trouble = "";
        } catch (IOException | RuntimeException e) {
            again(e);
        }
        handing = false;
        if (compare.get()) {
            Thread.sleep(RETRY);
        }
    }

    private void compareAll() throws IOException {
        CheckDoor.Welcome welcome = door.begin(checks.webDb(), checks.highestSeq());
        if (welcome == CheckDoor.Welcome.OTHER_WEB_DB) {
            throw new IOException("its checks are another Web DB's; enrol it anew to give it to this one");
        }
        Reconciliation due = Reconciliation.of(brokerId, checks.all(), door.show());
        for (KnownCheck check : due.sets()) {
            hand(check);
        }
        if (welcome == CheckDoor.Welcome.CURRENT && removals.areFine(brokerId, due)) {
            for (KnownCheck check : due.removals()) {
                hand(check);
            }
        }
    }

    private void hand(KnownCheck known) throws IOException {
        @Nullable Check check = known.check();
        CheckDoor.Answer answer = (known.isOn(brokerId) && check != null)
                ? door.set(check.toBuilder().setSeq(known.seq()).build())
                : door.delete(known.uuid(), known.seq());
        metrics.handed(brokerId, known.uuid(), answer);
    }

    private void again(Exception e) {
        compare.set(true);
        trouble = String.valueOf(e.getMessage());
        if (running) {
            log.atWarn().addKeyValue("broker", brokerId).log("its checks are not handed over yet: {}", e.toString());
        }
    }
}
