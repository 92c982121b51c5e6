package io.vedette.stratcon.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.stratcon.field.Suite;
import io.vedette.stratcon.field.TestHome;
import io.vedette.stratcon.home.Home;
import io.vedette.stratcon.mq.Consumers;
import io.vedette.stratcon.mq.TestConsumers;
import io.vedette.testsupport.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnershipTests {
    private static final int FIRST = 9_000;
    private static final int BROKERS = 20;

    private volatile Set<Long> ones = Set.of();
    private volatile Set<Long> others = Set.of();

    @Test
    void brokersAreDealtOutAndTakenOverAndRememberedOnDisk() {
        try (Suite suite = new Suite()) {
            for (int id = FIRST; id < FIRST + BROKERS; id++) {
                suite.announce(broker(id));
            }
            dealAndTakeOver(suite);
        }
    }

    private void dealAndTakeOver(Suite suite) {
        Home home = TestHome.empty();
        Consumers consumers = TestConsumers.of(TestServers.kafka().clientProperties());
        Ownership one = new Ownership(consumers, new KnownBrokers(home), event -> ones = ours(event));
        Ownership other = new Ownership(consumers, new KnownBrokers(TestHome.empty()), event -> others = ours(event));
        try {
            one.start();
            await().atMost(Duration.ofSeconds(40)).until(() -> ones.size() == BROKERS);
            other.start();
            await().atMost(Duration.ofSeconds(40)).until(() -> !others.isEmpty() && ones.size() < BROKERS);
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(ones).doesNotContainAnyElementsOf(others);
                Set<Long> all = new TreeSet<>(ones);
                all.addAll(others);
                assertThat(all).hasSize(BROKERS);
            });
            other.stop();
            await().atMost(Duration.ofSeconds(20)).until(() -> ones.size() == BROKERS);
            suite.retire(FIRST);
            await().until(() -> ones.size() == BROKERS - 1);
            assertThat(ids(new BrokersOwned(new KnownBrokers(home).load()))).containsAll(ones);
        } finally {
            one.stop();
            other.stop();
        }
    }

    @Test
    void withoutKafkaTheBrokersKnownLastAreOwned() {
        Home home = TestHome.empty();
        new KnownBrokers(home).save(List.of(broker(1), broker(2)));
        Consumers nowhere = TestConsumers.of(Map.of("bootstrap.servers", "127.0.0.1:1"));
        Ownership alone = new Ownership(nowhere, new KnownBrokers(home), event -> ones = ids(event));
        alone.start();
        assertThat(ones).containsExactlyInAnyOrder(1L, 2L);
        alone.stop();
    }

    @Test
    void partitionsLostAreHeldUntilTheNextAssignment() {
        OwnedPartitions partitions = new OwnedPartitions();
        partitions.assigned(Map.of(1, 1L, 2, 0L));
        partitions.read(1, 7, broker(7));
        partitions.reached(1, 1);
        assertThat(partitions.isSettled()).isFalse();
        partitions.reached(2, 0);
        assertThat(partitions.isSettled()).isTrue();
        partitions.lost(List.of(1, 2));
        assertThat(partitions.isSettled()).isFalse();
        assertThat(partitions.brokers()).containsExactly(broker(7));
        partitions.assigned(Map.of());
        assertThat(partitions.isSettled()).isTrue();
        assertThat(partitions.brokers()).isEmpty();
    }

    private static Set<Long> ours(Object event) {
        return ids(event).stream().filter(id -> id >= FIRST).collect(Collectors.toSet());
    }

    /** Other tests share the topic: their brokers have small numbers. */
    private static Set<Long> ids(Object event) {
        return ((BrokersOwned) event)
                .brokers().stream().map(BrokerAddress::getBrokerId).collect(Collectors.toSet());
    }

    private static BrokerAddress broker(long id) {
        return BrokerAddress.newBuilder()
                .setBrokerId(id)
                .setHost("127.0.0.1")
                .setPort(1)
                .build();
    }
}
