package io.vedette.alerting.alert;

import io.vedette.alerting.config.ConfigListener;
import io.vedette.alerting.config.KafkaClients;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.WrongTopicException;
import io.vedette.webdb.SchemaReady;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Opens when notification can work: the configuration is read, the topics stand, and config-monitor has migrated the Web DB. Until then it asks each
 * second; the service is up and its health says down. Then it starts the listener of faults and lets the senders begin.
 */
@Component
@Profile("notification")
public class AlertGate implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AlertGate.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final CountDownLatch opened = new CountDownLatch(1);
    private final DataSource webDb;
    private final ConfigListener config;
    private final KafkaClients kafka;
    private final KafkaListenerEndpointRegistry listeners;
    private volatile String state = "starting";
    private volatile boolean running;
    private @Nullable Thread thread;

    AlertGate(DataSource webDb, ConfigListener config, KafkaClients kafka, KafkaListenerEndpointRegistry listeners) {
        this.webDb = webDb;
        this.config = config;
        this.kafka = kafka;
        this.listeners = listeners;
    }

    /** Waits for it to open, but not longer than the given time. */
    public boolean await(Duration most) throws InterruptedException {
        return opened.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether faults are taken. */
    boolean isOpen() {
        MessageListenerContainer faults = listeners.getListenerContainer(FaultListener.ID);
        return opened.getCount() == 0 && faults != null && faults.isRunning();
    }

    /** What it waits for, for people. */
    String state() {
        return state;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("notification-start").daemon(true).start(this::open);
    }

    @Override
    public void stop() {
        running = false;
        Thread opening = thread;
        if (opening != null) {
            opening.interrupt();
            try {
                opening.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        MessageListenerContainer faults = listeners.getListenerContainer(FaultListener.ID);
        if (faults != null) {
            faults.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void open() {
        try {
            while (running && !isReady()) {
                Thread.sleep(RETRY);
            }
            MessageListenerContainer faults = listeners.getListenerContainer(FaultListener.ID);
            if (running && faults != null) {
                faults.start();
                state = "open";
                opened.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        if (!config.isCurrent()) {
            return waits("reading the configuration");
        }
        if (!SchemaReady.in(webDb)) {
            return waits("waiting for the schema of the Web DB");
        }
        try {
            kafka.ensure(EnumSet.of(Topic.FAULTS, Topic.ALERTS));
            return true;
        } catch (KafkaException | WrongTopicException e) {
            return waits("waiting for Kafka: " + e.getMessage());
        }
    }

    private boolean waits(String reason) {
        if (!reason.equals(state)) {
            LOG.atInfo().log("notification is {}", reason);
            state = reason;
        }
        return false;
    }
}
