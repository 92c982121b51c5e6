package io.vedette.streaming.viewer;

import io.vedette.contracts.kafka.Topic;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.streaming.link.KafkaClients;
import io.vedette.streaming.link.Stopping;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The loop between Kafka and the viewers, on one thread: follow who watches, poll, decode, tend. With no viewer it assigns nothing and sleeps. When
 * Kafka is silent it is asked whether it is there, and the viewers are told when it is not.
 */
@Component
final class Tap implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Tap.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaClients clients;
    private final Viewers viewers;
    private final CheckDirectory directory;
    private final MetricsDecoder decoder;
    private final Assignments assignments;
    private final ViewerSettings settings;
    private volatile boolean running;
    private @Nullable Thread thread;

    /** All below belong to the thread. */
    private WatchTable table;

    private long viewersSeen = -1;
    private long checksSeen = -1;
    private long heardAt;

    Tap(
            KafkaClients clients,
            Viewers viewers,
            CheckDirectory directory,
            MetricsDecoder decoder,
            Assignments assignments,
            ViewerSettings settings) {
        this.clients = clients;
        this.viewers = viewers;
        this.directory = directory;
        this.decoder = decoder;
        this.assignments = assignments;
        this.settings = settings;
        table = WatchTable.of(viewers.all(), directory);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("viewer-tap").start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        viewers.changed();
        if (thread != null) {
            Stopping.join(thread);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                if (viewers.all().isEmpty()) {
                    viewers.awaitChange(TimeUnit.MINUTES.toMillis(1));
                } else {
                    session();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            log.debug("tap stops", e);
        }
    }

    /** One consumer's life: until Kafka refuses it. */
    private void session() throws InterruptedException {
        Consumer<byte[], byte[]> consumer = null;
        try {
            consumer = clients.consumer("tap", "latest");
            assignments.begin();
            heardAt = System.nanoTime();
            while (running) {
                turn(consumer);
            }
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.warn("Kafka refuses the tap, trying again: {}", e.getMessage());
            viewers.degraded();
            viewers.tend();
            TimeUnit.SECONDS.sleep(1);
        } finally {
            if (consumer != null) {
                consumer.close(Stopping.CLOSE);
            }
        }
    }

    private void turn(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        follow();
        viewers.tend();
        if (table.partitions().isEmpty()) {
            assignments.none(consumer);
            viewers.awaitChange(settings.heartbeat().toMillis() / 2);
            heardAt = System.nanoTime();
            return;
        }
        try {
            assignments.follow(consumer, table);
            boolean heard = false;
            for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(POLL)) {
                heard = true;
                take(polled);
            }
            if (heard) {
                heardAt = System.nanoTime();
            } else if (System.nanoTime() - heardAt > settings.probe().toNanos()) {
                consumer.endOffsets(consumer.assignment(), settings.probe());
                heardAt = System.nanoTime();
            }
            viewers.recovered();
        } catch (TimeoutException e) {
            viewers.degraded();
        }
    }

    private void follow() {
        long viewersNow = viewers.changes();
        long checksNow = directory.changes();
        if (viewersNow != viewersSeen || checksNow != checksSeen) {
            table = WatchTable.of(viewers.all(), directory);
            viewersSeen = viewersNow;
            checksSeen = checksNow;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> polled) {
        if (polled.topic().equals(Topic.METRICS.title())) {
            decoder.take(polled, table);
        } else {
            AlertsDecoder.take(polled, table);
        }
    }
}
