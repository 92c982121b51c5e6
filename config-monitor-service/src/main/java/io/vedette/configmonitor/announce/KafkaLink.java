package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** The way to Kafka: topics made and checked, a producer that loses nothing it was acknowledged, and a topic's last word on each key. */
@Component
class KafkaLink {
    private static final EnumSet<Topic> TOPICS = EnumSet.of(Topic.CONFIG, Topic.BROKERS);
    private static final int PATIENCE_MS = 10_000;

    private final KafkaProperties properties;

    KafkaLink(KafkaProperties properties) {
        this.properties = properties;
    }

    Admin admin(Duration patience) {
        Map<String, Object> settings = new HashMap<>(properties.buildAdminProperties());
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis() / 2));
        return Admin.create(settings);
    }

    /** Makes the topics this service writes, or refuses them by name. */
    void ensureTopics() throws InterruptedException {
        try (Admin admin = admin(Duration.ofMillis(PATIENCE_MS))) {
            TopicCheck.ensure(admin, TOPICS);
        }
    }

    KafkaProducer<String, byte @Nullable []> producer() {
        Map<String, Object> settings = new HashMap<>(properties.buildProducerProperties());
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS / 2);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return new KafkaProducer<>(settings);
    }

    /** A topic's last record of each key, read from the beginning to the end as it is now; null values are left out. */
    Map<String, byte[]> lastWords(Topic topic) {
        Map<String, byte[]> words = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MS).toNanos();
            while (!reached(consumer, ends)) {
                int before = words.size();
                consumer.poll(Duration.ofMillis(200)).forEach(record -> hear(record, words));
                deadline = words.size() > before ? System.nanoTime() + PATIENCE_MS * 1_000_000L : deadline;
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(topic.title() + " cannot be read to its end");
                }
            }
        }
        return words;
    }

    private static void hear(ConsumerRecord<String, byte[]> record, Map<String, byte[]> words) {
        if (record.value() == null) {
            words.remove(record.key());
        } else {
            words.put(record.key(), record.value());
        }
    }

    private static boolean reached(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>(properties.buildConsumerProperties());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings);
    }

    private static List<TopicPartition> partitions(Topic topic) {
        Collection<TopicPartition> partitions = new ArrayList<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            partitions.add(new TopicPartition(topic.title(), partition));
        }
        return List.copyOf(partitions);
    }
}
