package io.vedette.stratcon.config;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import io.vedette.stratcon.mq.MqPhases;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Reads the configuration topic from its beginning, for ever, and tells changes of checks to whoever listens. */
final class ConfigListener implements SmartLifecycle, ConsumerThread.Work {
    private static final Logger log = LoggerFactory.getLogger(ConfigListener.class);
    private static final TopicPartition PARTITION = RunningVersion.PARTITION;

    private final Checks checks;
    private final ApplicationEventPublisher events;
    private final ConsumerThread thread;
    private final RunningVersion version = new RunningVersion();
    private volatile boolean running;
    /** Belongs to the consuming thread. */
    private long endAtStart;

    ConfigListener(Consumers consumers, Checks checks, ApplicationEventPublisher events) {
        this.checks = checks;
        this.events = events;
        thread = consumers.thread(
                "config",
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        RunningVersion.group("stratcon"),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                this);
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer) {
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        endAtStart = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
    }

    @Override
    public void step(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(500))) {
            take(message);
        }
        version.tell(consumer);
        if (consumer.position(PARTITION) >= endAtStart) {
            checks.markComplete();
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        try {
            ConfigKey key = ConfigKey.parse(message.key());
            if (key.kind() != ConfigKey.Kind.CHECK || message.value() == null) {
                return;
            }
            ConfigResource resource = ConfigResource.parseFrom(message.value());
            checks.update(
                            resource.getWebdbId(),
                            new KnownCheck(
                                    UUID.fromString(key.id()),
                                    resource.getRestoreGeneration(),
                                    resource.getVersion(),
                                    resource.getDeleted(),
                                    resource.hasCheck() ? resource.getCheck() : null))
                    .ifPresent(events::publishEvent);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("offset", message.offset())
                    .log("a record of configuration is passed over: {}", e.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.CONSUMERS;
    }
}
