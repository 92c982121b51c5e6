package io.vedette.stratcon.ownership;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Member of the group that deals out brokers; tells which are ours whenever that changes. */
final class Ownership implements SmartLifecycle, ConsumerThread.Work {
    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final String TOPIC = Topic.BROKERS.title();

    private final KnownBrokers known;
    private final ApplicationEventPublisher events;
    private final ConsumerThread thread;
    private volatile boolean running;
    /** The two belong to the consuming thread, once it runs. */
    private final OwnedPartitions partitions = new OwnedPartitions();

    private List<BrokerAddress> told = List.of();

    Ownership(Consumers consumers, KnownBrokers known, ApplicationEventPublisher events) {
        this.known = known;
        this.events = events;
        thread = consumers.thread("ownership", settings(), this);
    }

    private static Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                "vedette-stratcon",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                1_500,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                30_000,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
    }

    @Override
    public void start() {
        running = true;
        tell(known.load());
        thread.start();
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer) {
        partitions.begin();
        consumer.subscribe(List.of(TOPIC), new Rebalances(consumer));
    }

    @Override
    public void step(Consumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
            take(message);
        }
        for (int partition : partitions.unread()) {
            partitions.reached(partition, consumer.position(new TopicPartition(TOPIC, partition)));
        }
        if (partitions.isSettled() && !partitions.brokers().equals(told)) {
            known.save(partitions.brokers());
            tell(partitions.brokers());
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        try {
            BrokerAddress address = message.value() == null ? null : BrokerAddress.parseFrom(message.value());
            partitions.read(message.partition(), Long.parseLong(message.key()), address);
        } catch (InvalidProtocolBufferException | NumberFormatException e) {
            log.warn("a broker's address is passed over: {}", e.toString());
        }
    }

    private void tell(List<BrokerAddress> brokers) {
        if (!brokers.equals(told)) {
            told = brokers;
            log.atInfo()
                    .addKeyValue(
                            "brokers",
                            brokers.stream().map(BrokerAddress::getBrokerId).toList())
                    .log("brokers owned");
            events.publishEvent(new BrokersOwned(brokers));
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Called by the consumer within its poll. */
    private final class Rebalances implements ConsumerRebalanceListener {
        private final Consumer<String, byte[]> consumer;

        Rebalances(Consumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            consumer.seekToBeginning(assigned);
            Map<Integer, Long> ends = new HashMap<>();
            consumer.endOffsets(assigned).forEach((partition, end) -> ends.put(partition.partition(), end));
            partitions.assigned(ends);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            partitions.revoked(numbers(revoked));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            partitions.lost(numbers(lost));
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }
}
