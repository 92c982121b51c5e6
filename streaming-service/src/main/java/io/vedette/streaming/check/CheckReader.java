package io.vedette.streaming.check;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.kafka.WrongTopicException;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.streaming.link.KafkaClients;
import io.vedette.streaming.link.Stopping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Fills the {@link CheckDirectory}: reads {@code vedette.config} from the beginning, then stays on it. While Kafka is away it tries again each
 * second and the directory stays as it is. Refuses to read topics whose settings are wrong, and says so in its health.
 */
@Component
final class CheckReader implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CheckReader.class);
    private static final TopicPartition CONFIG = RunningVersion.PARTITION;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final CheckDirectory directory;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile String trouble = "";
    private @Nullable Thread thread;

    CheckReader(KafkaClients clients, CheckDirectory directory) {
        this.clients = clients;
        this.directory = directory;
    }

    /** What keeps it from reading, empty while nothing does. */
    String trouble() {
        return trouble;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform().name("check-reader").start(this::run);
    }

    @Override
    public synchronized void stop() {
        stopping.countDown();
        if (thread != null) {
            Stopping.join(thread);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null && thread.isAlive();
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!stopping.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try {
            clients.ensureTopics();
            readOn();
        } catch (WrongTopicException e) {
            note("wrong topic: " + e.getMessage());
        } catch (KafkaException e) {
            if (stopping.getCount() > 0) {
                note("Kafka: " + e.getMessage());
            }
        }
    }

    private void readOn() {
        Consumer<byte[], byte[]> consumer = clients.configConsumer();
        try {
            consumer.assign(List.of(CONFIG));
            consumer.seekToBeginning(List.of(CONFIG));
            Long end = consumer.endOffsets(List.of(CONFIG), ANSWER).get(CONFIG);
            trouble = "";
            RunningVersion version = new RunningVersion();
            while (stopping.getCount() > 0) {
                consumer.poll(POLL).forEach(this::take);
                version.tell(consumer);
                if (!directory.isComplete() && end != null && consumer.position(CONFIG, ANSWER) >= end) {
                    directory.complete();
                    log.atInfo()
                            .addKeyValue("checks", directory.size())
                            .addKeyValue("version", end)
                            .log("configuration read");
                }
            }
        } finally {
            consumer.close(Stopping.CLOSE);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> announced) {
        if (announced.key() == null || announced.value() == null) {
            return;
        }
        String text = new String(announced.key(), StandardCharsets.UTF_8);
        try {
            ConfigKey key = ConfigKey.parse(text);
            if (key.kind() == ConfigKey.Kind.CHECK) {
                directory.apply(UUID.fromString(key.id()), ConfigResource.parseFrom(announced.value()));
            }
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            log.atWarn()
                    .addKeyValue("key", text)
                    .addKeyValue("offset", announced.offset())
                    .log("configuration record passed over: {}", e.getMessage());
        }
    }

    private void note(String what) {
        if (!what.equals(trouble)) {
            trouble = what;
            log.warn("configuration cannot be read, trying again each second: {}", what);
        }
    }
}
