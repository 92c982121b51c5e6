package io.vedette.stratcon.mq;

import io.github.resilience4j.core.IntervalFunction;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.stratcon.clock.Skew;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what is live. A record that Kafka does not take within {@link #LONGEST} is given up and counted, for it is old by then; while the bounded
 * buffer is full the sender waits, never longer than that. Safe for many threads.
 */
public final class MessageQueue implements SmartLifecycle {
    /** How long a record may wait for Kafka. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int BATCH_BYTES = 256 * 1024;

    private static final Logger log = LoggerFactory.getLogger(MessageQueue.class);

    private final Map<String, Object> properties;
    private final Topics topics;
    private final MqMetrics metrics;
    private final Clock clock;
    private final Skew kafkaSkew;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean running;
    private Thread opening = new Thread();

    MessageQueue(Map<String, Object> properties, Topics topics, MqMetrics metrics, Clock clock, Skew kafkaSkew) {
        this.clock = clock;
        this.kafkaSkew = kafkaSkew;
        this.properties = properties;
        this.topics = topics;
        this.metrics = metrics;
    }

    /**
     * Hands over one batch.
     *
     * @param header of the batch; only its header is read
     * @param batch the bytes as the broker wrote them
     * @param old the verdict
     * @param brokerId 0 for this stratcon itself
     */
    public void publish(BatchReader header, byte[] batch, Position position, boolean old, long brokerId)
            throws InterruptedException {
        ProducerRecord<byte[], byte[]> metric =
                new ProducerRecord<>(Topic.METRICS.title(), MetricsRecord.key(header.check(), header.shard()), batch);
        MetricsRecord.stamp(metric.headers(), position, old, brokerId);
        send(metric);
    }

    /** Tells the state of a broker's lanes. Kafka stamps these records with its own clock: each is an exchange that shows how far ours is from it. */
    public void publish(BrokerFeed feed) throws InterruptedException {
        byte[] key = Long.toString(feed.getBrokerId()).getBytes(StandardCharsets.UTF_8);
        long asked = clock.millis();
        send(
                new ProducerRecord<>(Topic.FEEDS.title(), key, feed.toByteArray()),
                stampedMs -> kafkaSkew.exchanged(asked, stampedMs, clock.millis()));
    }

    private void send(ProducerRecord<byte[], byte[]> message) throws InterruptedException {
        send(message, stampedMs -> {});
    }

    private void send(ProducerRecord<byte[], byte[]> message, LongConsumer stamped) throws InterruptedException {
        if (!ready.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
            metrics.dropped(message.topic(), "Kafka was never there");
            return;
        }
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            metrics.dropped(message.topic(), "the queue is closed");
            return;
        }
        try {
            Future<RecordMetadata> ignored = open.send(message, (sent, failure) -> {
                if (failure == null) {
                    metrics.sent(message.topic());
                    stamped.accept(sent.timestamp());
                } else {
                    metrics.dropped(message.topic(), failure.toString());
                }
            });
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            metrics.dropped(message.topic(), e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        opening = Thread.ofPlatform().name("producer-open").daemon().start(this::open);
    }

    private void open() {
        IntervalFunction backOff = IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2.0, LONGEST);
        try {
            for (int attempt = 1; running; attempt++) {
                try {
                    if (topics.await(Duration.ofSeconds(1))) {
                        producer =
                                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                        ready.countDown();
                        return;
                    }
                } catch (KafkaException e) {
                    log.warn("no producer yet: {}", e.toString());
                    Thread.sleep(backOff.apply(attempt));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what is buffered, for five seconds at most. */
    @Override
    public void stop() {
        running = false;
        opening.interrupt();
        Producer<byte[], byte[]> open = producer;
        producer = null;
        if (open != null) {
            open.close(Duration.ofSeconds(5));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.PRODUCER;
    }

    /** What makes a producer of ours: idempotent, bounded, giving up by age alone. */
    static Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                // Names come again in every batch: it is a fifth of the bytes for Kafka and for all who read.
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, CompressionType.LZ4.name),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 5),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) LONGEST.toMillis()),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST.toMillis()),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L),
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "stratcon"));
    }
}
