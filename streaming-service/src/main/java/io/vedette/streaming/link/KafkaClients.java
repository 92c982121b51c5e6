package io.vedette.streaming.link;

import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** Makes Kafka clients from Boot's settings. Consumers belong to no group: they commit nothing and are assigned by hand. */
@Component
public final class KafkaClients {
    private final Map<String, Object> consumerSettings;
    private final Map<String, Object> producerSettings;
    private final Map<String, Object> adminSettings;

    KafkaClients(ConsumerFactory<?, ?> consumers, ProducerFactory<?, ?> producers, KafkaAdmin admin) {
        producerSettings = producers.getConfigurationProperties();
        consumerSettings = consumers.getConfigurationProperties();
        adminSettings = admin.getConfigurationProperties();
    }

    /**
     * @param name shows in Kafka's logs and metrics
     * @param reset where a position that Kafka no longer has leads: {@code earliest} or {@code latest}
     */
    public Consumer<byte[], byte[]> consumer(String name, String reset) {
        return new KafkaConsumer<>(settings(name, reset), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The same for the configuration, from its beginning; the group is there so that its version can be told. */
    public Consumer<byte[], byte[]> configConsumer() {
        Map<String, Object> settings = settings("checks", "earliest");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, RunningVersion.group("streaming"));
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> settings(String name, String reset) {
        Map<String, Object> settings = new HashMap<>(consumerSettings);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "streaming-" + name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        return settings;
    }

    /** Whose records may be lost: nobody waits for them, and whoever sends does not wait long for Kafka. */
    public Producer<byte[], byte[]> producer(String name) {
        Map<String, Object> settings = new HashMap<>(producerSettings);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "streaming-" + name);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Creates what is missing of the topics this service uses.
     *
     * @throws io.vedette.contracts.kafka.WrongTopicException naming every wrong setting
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public void ensureTopics() throws InterruptedException {
        try (Admin admin = Admin.create(adminSettings)) {
            TopicCheck.ensure(admin, EnumSet.of(Topic.METRICS, Topic.CONFIG, Topic.ALERTS, Topic.VIEWERS));
        }
    }
}
