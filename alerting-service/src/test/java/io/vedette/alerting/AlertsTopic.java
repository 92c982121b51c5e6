package io.vedette.alerting;

import static org.awaitility.Awaitility.await;

import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.alerts.AlertEvent;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What became of an alert, as third parties read it from Kafka. */
final class AlertsTopic {

    private AlertsTopic() {}

    /** Waits until at least three events of the alert are there, and returns what there is in order. */
    static List<AlertEvent> events(String alert) throws Exception {
        Map<String, Object> client = new HashMap<>(TestServers.kafka().clientProperties());
        List<AlertEvent> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, Topic.ALERTS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topic.ALERTS.title(), partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                    if (each.key().equals(alert)) {
                        found.add(AlertEvent.parseFrom(each.value()));
                    }
                }
                return found.size() >= 3;
            });
        }
        return found;
    }
}
