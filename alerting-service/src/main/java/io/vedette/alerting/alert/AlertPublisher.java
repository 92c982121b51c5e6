package io.vedette.alerting.alert;

import io.vedette.contracts.kafka.Topic;
import io.vedette.webdb.alert.AlertEventRow;
import io.vedette.webdb.alert.AlertEventRows;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Brings the alerts' events from the Web DB to {@code vedette.alerts}, in order, at least once: a row goes after Kafka has acknowledged it. Of all
 * replicas one publishes at a time; when it dies, another goes on after its lease.
 */
@Component
@Profile("notification")
class AlertPublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlertPublisher.class);
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final UUID self = UUID.randomUUID();
    private final Semaphore wanted = new Semaphore(0);
    private final AlertEventRows events;
    private final KafkaTemplate<String, byte[]> kafka;
    private final AlertGate gate;
    private final AlertMetrics metrics;
    private volatile boolean running;
    private boolean complained;
    private @Nullable Thread thread;

    AlertPublisher(AlertEventRows events, KafkaTemplate<String, byte[]> kafka, AlertGate gate, AlertMetrics metrics) {
        this.events = events;
        this.kafka = kafka;
        this.gate = gate;
        this.metrics = metrics;
    }

    @TransactionalEventListener
    void committed(AlertChanged changed) {
        wanted.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform()
                .name("alert-publisher")
                .daemon(true)
                .start(() -> Scope.across("alert events").run(this::run));
    }

    @Override
    public void stop() {
        running = false;
        wanted.release();
        Thread publishing = thread;
        if (publishing != null) {
            try {
                publishing.join(ACKNOWLEDGED_WITHIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                if (gate.await(LOOK)) {
                    publishAll();
                    wanted.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    wanted.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishAll() throws InterruptedException {
        try {
            while (running && events.lead(self, LEASE.toMillis()) == 1) {
                List<AlertEventRow> next = events.findTop100ByOrderById();
                complained = false;
                if (next.isEmpty()) {
                    return;
                }
                publish(next);
                events.deleteAllByIdInBatch(next.stream().map(AlertEventRow::id).toList());
                metrics.countPublished(next.size());
            }
        } catch (DataAccessException
                | TransactionException
                | KafkaException
                | org.springframework.kafka.KafkaException
                | ExecutionException
                | TimeoutException e) {
            complain(e);
        }
    }

    private void publish(List<AlertEventRow> rows) throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<?>[] sent = rows.stream()
                .map(row -> kafka.send(Topic.ALERTS.title(), Long.toString(row.alertId()), row.payload()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Once an outage, on the loop's own thread. */
    private void complain(Exception e) {
        if (!complained) {
            complained = true;
            LOG.atWarn().log("alert events wait: {}", e.getMessage());
        }
    }
}
