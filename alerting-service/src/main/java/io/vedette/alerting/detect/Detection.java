package io.vedette.alerting.detect;

import static java.util.Map.entry;

import io.vedette.alerting.config.ConfigListener;
import io.vedette.alerting.config.KafkaClients;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.WrongTopicException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Runs the topology: begins once the rules announced so far are known, tries each second while Kafka is away, replaces a stream thread that fails.
 * Its stop finishes the records in hand, commits, and leaves the group, so that others take over at once.
 */
@Component
@Profile("detection")
class Detection implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Detection.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Detector.Surroundings surroundings;
    private final StreamClients streamClients;
    private final KafkaClients kafka;
    private final ConfigListener config;
    private final DetectSettings settings;
    private volatile boolean running;
    private volatile @Nullable KafkaStreams streams;
    private @Nullable Thread starting;

    Detection(
            Detector.Surroundings surroundings,
            StreamClients streamClients,
            KafkaClients kafka,
            ConfigListener config,
            DetectSettings settings) {
        this.surroundings = surroundings;
        this.streamClients = streamClients;
        this.kafka = kafka;
        this.config = config;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        starting = Thread.ofPlatform().name("detection-start").daemon(true).start(this::begin);
    }

    @Override
    public void stop() {
        running = false;
        Thread beginning = starting;
        if (beginning != null) {
            beginning.interrupt();
            try {
                beginning.join(STOP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        KafkaStreams begun = streams;
        if (begun != null) {
            begun.close(CloseOptions.timeout(STOP).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
            streams = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Whether samples are judged by all rules announced so far. */
    boolean isReady() {
        KafkaStreams begun = streams;
        return config.isCurrent() && begun != null && begun.state() == KafkaStreams.State.RUNNING;
    }

    /** One word for people. */
    String state() {
        KafkaStreams begun = streams;
        if (begun != null) {
            return begun.state().name();
        }
        return config.isCurrent() ? "waiting for Kafka" : "reading the configuration";
    }

    private void begin() {
        while (running) {
            try {
                kafka.ensure(EnumSet.of(Topic.METRICS, Topic.FAULTS));
                while (!config.isCurrent()) {
                    Thread.sleep(Duration.ofMillis(50));
                }
                streams = begun();
                return;
            } catch (KafkaException | WrongTopicException e) {
                LOG.atWarn().log("detection cannot begin, trying again: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.startRetry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private KafkaStreams begun() {
        Properties properties = new Properties();
        properties.putAll(kafka.forStreams());
        properties.putAll(settings());
        KafkaStreams begun = new KafkaStreams(
                DetectionTopology.of(
                        surroundings, settings.firstLook(), Stores.persistentKeyValueStore(StreamFaults.STORE)),
                properties,
                streamClients);
        begun.setUncaughtExceptionHandler(e -> {
            LOG.atError().setCause(e).log("a stream thread failed and is replaced");
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        begun.setStateListener((now, before) -> LOG.atInfo().log("detection is {}, was {}", now, before));
        begun.start();
        return begun;
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                entry(StreamsConfig.APPLICATION_ID_CONFIG, "vedette-detection"),
                entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2),
                entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1),
                entry(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString()),
                entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocks.class),
                entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 1L << 20),
                // An alert is told by then. Each is a transaction, at rest too, for the tasks' ticks ask for one.
                entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250),
                entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 100),
                entry(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 200),
                entry(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), 8 << 20),
                entry(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 1 << 20),
                entry(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000),
                entry(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000),
                entry(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 8L << 20));
    }
}
