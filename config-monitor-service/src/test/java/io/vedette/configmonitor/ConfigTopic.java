package io.vedette.configmonitor;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Listens to what one Web DB announces. Not for several threads. */
public final class ConfigTopic implements AutoCloseable {
    private final KafkaConsumer<String, byte @Nullable []> consumer;
    private final String webDb;
    private final Map<String, ConfigResource> heard = new HashMap<>();
    private final Map<String, byte @Nullable []> addresses = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    public ConfigTopic(Running running) {
        this(running, TestServers.kafka().clientProperties());
    }

    public ConfigTopic(Running running, Map<String, String> kafka) {
        this.webDb = running.psql()
                .sql("select id::text from webdb_identity")
                .query(String.class)
                .single();
        this.consumer =
                new KafkaConsumer<>(new HashMap<>(kafka), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (Topic topic : List.of(Topic.CONFIG, Topic.BROKERS)) {
            IntStream.range(0, topic.partitions()).forEach(n -> all.add(new TopicPartition(topic.title(), n)));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** The last word on a resource, after a short listening; a default instance when nothing was heard. */
    public ConfigResource last(String kind, Object id) {
        listen();
        return heard.getOrDefault(kind + "/" + id, ConfigResource.getDefaultInstance());
    }

    /** Whether a stratcon is told to dial the broker. */
    public boolean isDialled(long broker) {
        listen();
        return addresses.get(Long.toString(broker)) != null;
    }

    /** Keys in the order heard, repeats included. */
    public List<String> keys() {
        listen();
        return List.copyOf(keys);
    }

    private void listen() {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            if (record.topic().equals(Topic.BROKERS.title())) {
                addresses.put(record.key(), record.value());
                return;
            }
            try {
                ConfigResource resource = ConfigResource.parseFrom(record.value());
                if (resource.getWebdbId().equals(webDb)) {
                    heard.put(record.key(), resource);
                    keys.add(record.key());
                }
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Override
    public void close() {
        consumer.close();
    }
}
