package io.vedette.stratcon.mq;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A named thread with a consumer of its own. When the consumer fails, it is closed and, after a while, there is a new one, until stopped. */
public final class ConsumerThread implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ConsumerThread.class);

    /** What the thread does with each consumer. */
    public interface Work {

        /** Once, with a consumer just made. */
        void begin(Consumer<String, byte[]> consumer);

        /** Again and again; polls, and waits in the poll alone. */
        void step(Consumer<String, byte[]> consumer);
    }

    private final String name;
    private final Map<String, Object> properties;
    private final Topics topics;
    private final Work work;
    private final IntervalFunction backOff =
            IntervalFunction.ofExponentialRandomBackoff(Duration.ofSeconds(1), 2.0, 0.5, Duration.ofSeconds(8));
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Consumer<String, byte[]> open;

    ConsumerThread(String name, Map<String, Object> properties, Topics topics, Work work) {
        this.name = name;
        this.properties = properties;
        this.topics = topics;
        this.work = work;
        thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }

    @Override
    public int getPhase() {
        return MqPhases.CONSUMERS;
    }

    private void run() {
        try {
            while (running() && !topics.await(Duration.ofMillis(200))) {
                // asked again until Kafka answers or the service stops
            }
            for (int failures = 1; running(); failures++) {
                consume();
                pause(backOff.apply(failures));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void consume() {
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            open = consumer;
            work.begin(consumer);
            while (running()) {
                work.step(consumer);
            }
        } catch (WakeupException | InterruptException e) {
            log.debug("{} woken to stop", name);
        } catch (KafkaException e) {
            log.warn("{} lost Kafka and tries again: {}", name, e.toString());
        } catch (RuntimeException e) {
            log.error("{} failed and tries again", name, e);
        } finally {
            open = null;
        }
    }

    private boolean running() {
        return stopped.getCount() > 0;
    }

    private void pause(long millis) throws InterruptedException {
        if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
            log.debug("{} ends", name);
        }
    }

    /** Ends the poll, leaves the group and waits for the thread, five seconds at most. */
    @Override
    public void stop() {
        stopped.countDown();
        Consumer<String, byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
