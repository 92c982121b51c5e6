package io.vedette.alerting.notify;

import io.vedette.alerting.alert.AlertChanged;
import io.vedette.alerting.alert.AlertGate;
import io.vedette.webdb.alert.Message;
import io.vedette.webdb.alert.Messages;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Takes messages that are due, under a lease, and has each delivered on a thread of its own, so that one that hangs holds up no other; a bounded
 * number at a time. Its stop takes no more and waits for those in hand; what it does not wait for is delivered again after the lease, under the same
 * key.
 */
@Component
@Profile("notification")
class Sender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final String JOB = "notification";
    private static final int AT_A_TIME = 32;
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final Semaphore wanted = new Semaphore(0);
    private final Messages messages;
    private final Delivery delivery;
    private final AlertGate gate;
    private final NotifySettings settings;
    private volatile boolean running;
    private boolean complained;
    private @Nullable Thread thread;

    Sender(Messages messages, Delivery delivery, AlertGate gate, NotifySettings settings) {
        this.messages = messages;
        this.delivery = delivery;
        this.gate = gate;
        this.settings = settings;
    }

    @TransactionalEventListener
    void committed(AlertChanged changed) {
        wanted.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform()
                .name("notification-sender")
                .daemon(true)
                .start(() -> Scope.across(JOB).run(this::run));
    }

    @Override
    public void stop() {
        running = false;
        wanted.release();
        Thread sending = thread;
        try {
            if (sending != null) {
                sending.join(STOP);
            }
            if (free.tryAcquire(AT_A_TIME, STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                free.release(AT_A_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                if (gate.await(settings.look()) && !hasTakenSome()) {
                    wanted.tryAcquire(settings.look().toMillis(), TimeUnit.MILLISECONDS);
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasTakenSome() throws InterruptedException {
        free.acquire();
        int most = 1 + free.drainPermits();
        List<Message> taken = List.of();
        UUID lease = UUID.randomUUID();
        try {
            taken = running ? messages.claim(lease, settings.lease().toMillis(), most) : taken;
            complained = false;
        } catch (DataAccessException | TransactionException e) {
            complain(e);
        } finally {
            free.release(most - taken.size());
        }
        for (Message message : taken) {
            Thread.ofVirtual()
                    .name("deliver-" + message.id())
                    .start(() -> Scope.across(JOB).run(() -> deliver(message, lease)));
        }
        return !taken.isEmpty();
    }

    private void deliver(Message message, UUID lease) {
        try {
            delivery.attempt(message, lease);
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("message", message.id())
                    .log("what became of a message is not written and it may be sent again: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("message", message.id()).log("a message failed");
        } finally {
            free.release();
            // What waited for this one may be due now.
            wanted.release();
        }
    }

    /** Once an outage, on the loop's own thread. */
    private void complain(Exception e) {
        if (!complained) {
            complained = true;
            LOG.atWarn().log("messages wait: {}", e.getMessage());
        }
    }
}
