package io.vedette.stratcon.mq;

import io.vedette.contracts.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes threads that consume. */
public final class Consumers {
    private final Map<String, Object> properties;
    private final Topics topics;

    Consumers(Map<String, Object> properties, Topics topics) {
        this.properties = properties;
        this.topics = topics;
    }

    /** Where a reader begins. */
    public enum Begin {
        OLDEST,
        END
    }

    /** A thread that reads a whole topic, without a group. */
    public ConsumerThread reader(
            Topic topic, Begin at, java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
        return thread(topic.title(), Map.of(), new TopicReading(topic, at, taker));
    }

    private record TopicReading(
            Topic topic, Begin at, java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker)
            implements ConsumerThread.Work {

        @Override
        public void begin(Consumer<String, byte[]> consumer) {
            List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(number -> new TopicPartition(topic.title(), number))
                    .toList();
            consumer.assign(partitions);
            switch (at) {
                case OLDEST -> consumer.seekToBeginning(partitions);
                case END -> consumer.seekToEnd(partitions);
            }
        }

        @Override
        public void step(Consumer<String, byte[]> consumer) {
            consumer.poll(Duration.ofMillis(500)).forEach(taker);
        }
    }

    /**
     * @param name of the thread
     * @param settings of the consumer, over those every client here has
     */
    public ConsumerThread thread(String name, Map<String, Object> settings, ConsumerThread.Work work) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.putAll(settings);
        return new ConsumerThread(name, all, topics, work);
    }
}
