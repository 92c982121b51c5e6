package io.vedette.stratcon.field;

import com.google.protobuf.Message;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.config.Account;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.viewers.Watch;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The rest of the suite as the stratcon meets it on Kafka: what config-monitor announces, what others read. */
public final class Suite implements AutoCloseable {
    private final Producer<String, byte @Nullable []> producer;

    public Suite() {
        try (Admin admin = Admin.create(properties())) {
            TopicCheck.ensure(admin, EnumSet.allOf(Topic.class));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer = new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer());
    }

    public void announce(BrokerAddress broker) {
        send(Topic.BROKERS, Long.toString(broker.getBrokerId()), broker);
    }

    /** No stratcon is to dial it any more. */
    public void retire(long brokerId) {
        send(Topic.BROKERS, Long.toString(brokerId), null);
    }

    /** Another stratcon tells of a broker it draws. */
    public void tell(BrokerFeed feed) {
        send(Topic.FEEDS, Long.toString(feed.getBrokerId()), feed);
    }

    /** Somebody watches a stream of the check. */
    public void watch(UUID check, long untilMs) {
        send(
                Topic.VIEWERS,
                check.toString(),
                Watch.newBuilder().setUntilMs(untilMs).build());
    }

    public void announce(Check check) {
        send(
                Topic.CONFIG,
                new ConfigKey(ConfigKey.Kind.CHECK, check.getUuid()).toString(),
                ConfigResource.newBuilder()
                        .setVersion(check.getSeq())
                        .setAccountId(check.getAccountId())
                        .setCheck(check)
                        .build());
    }

    public void announce(Account account, long version) {
        send(
                Topic.CONFIG,
                new ConfigKey(ConfigKey.Kind.ACCOUNT, Long.toString(account.getId())).toString(),
                ConfigResource.newBuilder()
                        .setVersion(version)
                        .setAccountId(account.getId())
                        .setAccount(account)
                        .build());
    }

    /** The end of a check, as a record without it. */
    public void announceEnd(UUID check, long version) {
        send(
                Topic.CONFIG,
                new ConfigKey(ConfigKey.Kind.CHECK, check.toString()).toString(),
                ConfigResource.newBuilder().setVersion(version).setDeleted(true).build());
    }

    /** The end of a check, as a Web DB says it that came out of a backup. */
    public void announceEndAfterRestore(UUID check, long version) {
        send(
                Topic.CONFIG,
                new ConfigKey(ConfigKey.Kind.CHECK, check.toString()).toString(),
                ConfigResource.newBuilder()
                        .setVersion(version)
                        .setRestoreGeneration(1)
                        .setDeleted(true)
                        .build());
    }

    /** Reads a topic from its beginning; the caller closes it. */
    public static Consumer<byte[], byte[]> reader(Topic topic) {
        Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.title(), partition))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    public static List<ConsumerRecord<byte[], byte[]>> poll(Consumer<byte[], byte[]> reader) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        reader.poll(Duration.ofMillis(300)).forEach(all::add);
        return all;
    }

    private void send(Topic topic, String key, @Nullable Message message) {
        try {
            producer.send(new ProducerRecord<>(topic.title(), key, message == null ? null : message.toByteArray()))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> properties() {
        return new HashMap<>(TestServers.kafka().clientProperties());
    }

    @Override
    public void close() {
        producer.close();
    }
}
