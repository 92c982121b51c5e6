package io.vedette.streaming;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to Kafka what config-monitor, a stratcon and notification would. */
public final class TestRiver implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, String> clientProperties;
    private final UUID journal = UUID.randomUUID();
    private long offset;
    private long version;

    /**
     * @param clientProperties what any client needs to connect
     */
    public TestRiver(Map<String, String> clientProperties) {
        this.clientProperties = Map.copyOf(clientProperties);
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 1 << 20);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads who is said to be watched, from the beginning. */
    public Watched watched() {
        return new Watched(clientProperties);
    }

    /** The checks whose lease was told so far. */
    public static final class Watched implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Set<UUID> seen = new HashSet<>();

        private Watched(Map<String, String> clientProperties) {
            consumer = new KafkaConsumer<>(
                    new HashMap<>(clientProperties), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = IntStream.range(0, Topic.VIEWERS.partitions())
                    .mapToObj(number -> new TopicPartition(Topic.VIEWERS.title(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        public Set<UUID> poll() {
            consumer.poll(Duration.ofMillis(100))
                    .forEach(told -> seen.add(UUID.fromString(new String(told.key(), StandardCharsets.UTF_8))));
            return seen;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /** Announces a check of this account. */
    public UUID check(long account) {
        UUID uuid = UUID.randomUUID();
        announce(uuid, account, 1, false);
        return uuid;
    }

    public void announce(UUID check, long account, int shards, boolean deleted) {
        ConfigResource resource = ConfigResource.newBuilder()
                .setVersion(++version)
                .setAccountId(account)
                .setDeleted(deleted)
                .setCheck(Check.newBuilder()
                        .setUuid(check.toString())
                        .setAccountId(account)
                        .setShards(shards))
                .build();
        send(new ProducerRecord<>(
                Topic.CONFIG.title(), ("check/" + check).getBytes(StandardCharsets.UTF_8), resource.toByteArray()));
    }

    /** One period batch of one check, at the next position of the journal. */
    public RecordMetadata batch(UUID check, long account, Consumer<BatchWriter> streams) {
        return batch(check, account, 0, ++offset, streams);
    }

    /**
     * @param position offset in the journal; the same twice is a repetition
     */
    public RecordMetadata batch(UUID check, long account, int shard, long position, Consumer<BatchWriter> streams) {
        return batch(check, account, shard, position, BatchKind.PERIOD, streams);
    }

    public RecordMetadata batch(
            UUID check, long account, int shard, long position, BatchKind kind, Consumer<BatchWriter> streams) {
        BatchWriter writer = new BatchWriter().begin(check, account, shard, kind, System.currentTimeMillis());
        streams.accept(writer);
        return metrics(check, shard, position, writer.toBytes());
    }

    /** Any bytes in place of a batch. */
    public RecordMetadata metrics(UUID check, int shard, long position, byte[] value) {
        ProducerRecord<byte[], byte[]> metrics =
                new ProducerRecord<>(Topic.METRICS.title(), MetricsRecord.key(check, shard), value);
        MetricsRecord.stamp(metrics.headers(), new Position(journal, position), false, 1);
        return send(metrics);
    }

    public void alert(long account, long alertId, String kind) {
        AlertEvent alert = AlertEvent.newBuilder()
                .setAlertId(alertId)
                .setAccountId(account)
                .setKind(kind)
                .setRuleSetName("disk filling")
                .setSeverity(2)
                .setCriteria("max value")
                .setThreshold("90")
                .setValue("97.5")
                .setOccurredMs(1_700_000_000_000L)
                .build();
        send(new ProducerRecord<>(
                Topic.ALERTS.title(), Long.toString(alertId).getBytes(StandardCharsets.UTF_8), alert.toByteArray()));
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> written) {
        try {
            return producer.send(written).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
