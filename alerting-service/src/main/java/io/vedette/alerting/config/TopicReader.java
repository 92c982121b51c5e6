package io.vedette.alerting.config;

import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.WrongTopicException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic of one partition without a group, on a thread of its own, until it is stopped. While Kafka is away it tries again each second; after
 * an error it reads from its starting point again, so that whoever takes the records must bear to see one twice. Makes the topic if it is missing.
 */
public final class TopicReader {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Where reading begins. */
    public enum Start {
        BEGINNING,
        END
    }

    private final Topic topic;
    private final Start start;
    private final KafkaClients clients;
    private final Consumer<ConsumerRecord<String, byte[]>> taker;
    private volatile boolean running;
    private volatile boolean current;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;
    private @Nullable Thread thread;

    public TopicReader(Topic topic, Start start, KafkaClients clients, Consumer<ConsumerRecord<String, byte[]>> taker) {
        this.topic = topic;
        this.start = start;
        this.clients = clients;
        this.taker = taker;
    }

    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofPlatform()
                    .name("read-" + topic.title())
                    .daemon(true)
                    .start(this::run);
        }
    }

    /** Stops within a poll and waits for it. */
    public synchronized void stop() {
        running = false;
        KafkaConsumer<String, byte[]> consumer = reading;
        if (thread != null) {
            // An interrupted consumer could not say goodbye to Kafka.
            if (consumer != null) {
                consumer.wakeup();
            } else {
                thread.interrupt();
            }
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    public boolean isRunning() {
        return running;
    }

    /** Whether the end that was seen at start has been reached; stays true. */
    public boolean isCurrent() {
        return current;
    }

    private void run() {
        while (running) {
            try {
                clients.ensure(EnumSet.of(topic));
                readOn();
            } catch (WakeupException | InterruptException | InterruptedException e) {
                // Stopping: the loop's condition says so.
                Thread.interrupted();
            } catch (KafkaException | WrongTopicException e) {
                LOG.atWarn().addKeyValue("topic", topic.title()).log("cannot read, trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    private void readOn() {
        TopicPartition partition = new TopicPartition(topic.title(), 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(settings())) {
            reading = consumer;
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (start == Start.BEGINNING) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, end);
            }
            RunningVersion version = new RunningVersion();
            while (running) {
                consumer.poll(POLL).forEach(this::take);
                if (topic == Topic.CONFIG) {
                    version.tell(consumer);
                }
                current = current || consumer.position(partition) >= end;
            }
        } finally {
            reading = null;
        }
    }

    private void take(ConsumerRecord<String, byte[]> each) {
        try {
            taker.accept(each);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("topic", topic.title())
                    .addKeyValue("offset", each.offset())
                    .log("record passed over");
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = clients.forConsumer();
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        if (topic == Topic.CONFIG) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, RunningVersion.group("alerting"));
        }
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "read-" + topic.title());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return settings;
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
