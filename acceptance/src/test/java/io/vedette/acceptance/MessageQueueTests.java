package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Point 5: the live lane is on Kafka, in the topics of the contracts. */
class MessageQueueTests {
    private final Suite suite = Suite.shared();

    @Test
    void whatIsPushedIsOnTheTopicWithItsPositionAndAge() {
        Trap trap = Trap.create(suite);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                suite.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, Topic.METRICS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topic.METRICS.title(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            trap.push("{\"queued\":11}").expect(200);
            Wait.until("the batch is on Kafka", () -> {
                for (ConsumerRecord<byte[], byte[]> batch : consumer.poll(Duration.ofMillis(200))) {
                    if (isOurs(trap, batch)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    @Test
    void everyTopicIsThereAsTheContractsWantIt() throws Exception {
        try (Admin admin = Admin.create(suite.kafkaProperties())) {
            io.vedette.contracts.kafka.TopicCheck.ensure(admin, EnumSet.allOf(Topic.class));
        }
    }

    private static boolean isOurs(Trap trap, ConsumerRecord<byte[], byte[]> batch) {
        BatchReader reader = new BatchReader(batch.value());
        if (!reader.check().equals(trap.uuid())
                || !reader.nextStream()
                || !reader.name().equals("queued")) {
            return false;
        }
        assertThat(MetricsRecord.isOld(batch.headers())).isFalse();
        assertThat(MetricsRecord.position(batch.headers()).offset()).isNotNegative();
        assertThat(batch.key()).isEqualTo(MetricsRecord.key(trap.uuid(), reader.shard()));
        return true;
    }
}
