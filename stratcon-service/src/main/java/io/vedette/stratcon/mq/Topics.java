package io.vedette.stratcon.mq;

import io.github.resilience4j.core.IntervalFunction;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import io.vedette.contracts.kafka.WrongTopicException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Creates and checks the topics as soon as Kafka answers, without anybody waiting for it who can do without. */
public final class Topics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final EnumSet<Topic> USED =
            EnumSet.of(Topic.METRICS, Topic.BROKERS, Topic.CONFIG, Topic.FEEDS, Topic.VIEWERS);

    private final Map<String, Object> adminProperties;
    private final IntervalFunction backOff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2.0, 0.5, Duration.ofSeconds(8));
    private final CountDownLatch checked = new CountDownLatch(1);
    private volatile boolean running;
    private Thread checking = new Thread();

    Topics(Map<String, Object> adminProperties) {
        this.adminProperties = adminProperties;
    }

    /** Waits until the topics are there and right; false when they are not in time. */
    public boolean await(Duration patience) throws InterruptedException {
        return checked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void start() {
        running = true;
        checking = Thread.ofPlatform().name("topics").daemon().start(this::check);
    }

    private void check() {
        try {
            for (int attempt = 1; running; attempt++) {
                try (Admin admin = Admin.create(adminProperties)) {
                    TopicCheck.ensure(admin, USED);
                    checked.countDown();
                    return;
                } catch (WrongTopicException e) {
                    log.error("a topic has other settings than it must have; Kafka is not used: {}", e.getMessage());
                } catch (KafkaException e) {
                    log.warn("Kafka does not answer yet: {}", String.valueOf(e.getCause()));
                }
                Thread.sleep(backOff.apply(attempt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        checking.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.TOPICS;
    }
}
