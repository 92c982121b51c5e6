package io.vedette.stratcon.config;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.stratcon.mq.ConsumerThread;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;

/** Reads the configuration topic from its beginning, for ever, takes in what it says of accounts, and tells changes of checks to whoever listens. */
final class ConfigListener implements ConsumerThread.Work {
    private static final Logger log = LoggerFactory.getLogger(ConfigListener.class);
    private static final TopicPartition PARTITION = RunningVersion.PARTITION;

    private final Checks checks;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final RunningVersion version = new RunningVersion();
    /** Belongs to the consuming thread. */
    private long endAtStart;

    ConfigListener(Checks checks, Accounts accounts, ApplicationEventPublisher events) {
        this.checks = checks;
        this.accounts = accounts;
        this.events = events;
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
            if (message.value() == null) {
                return;
            }
            switch (key.kind()) {
                case CHECK -> takeCheck(UUID.fromString(key.id()), ConfigResource.parseFrom(message.value()));
                case ACCOUNT -> accounts.update(Long.parseLong(key.id()), ConfigResource.parseFrom(message.value()));
                default -> {}
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            log.atWarn()
                    .addKeyValue("offset", message.offset())
                    .log("a record of configuration is passed over: {}", e.toString());
        }
    }

    private void takeCheck(UUID uuid, ConfigResource resource) {
        checks.update(
                        resource.getWebdbId(),
                        new KnownCheck(
                                uuid,
                                resource.getRestoreGeneration(),
                                resource.getVersion(),
                                resource.getDeleted(),
                                resource.hasCheck() ? resource.getCheck() : null))
                .ifPresent(events::publishEvent);
    }
}
