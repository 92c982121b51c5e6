package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.config.Broker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends announcements and settles those acknowledged. A broker goes out twice: as configuration, and as the address a stratcon dials. */
final class Publisher {
    private final Producer<String, byte @Nullable []> producer;
    private final Changes changes;
    private final Outbox outbox;
    private final AnnounceMetrics metrics;

    Publisher(Producer<String, byte @Nullable []> producer, Changes changes, Outbox outbox, AnnounceMetrics metrics) {
        this.producer = producer;
        this.changes = changes;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /**
     * Announces until the outbox is empty.
     *
     * @throws KafkaException when Kafka did not acknowledge; what it did acknowledge is settled
     */
    void drain() throws InterruptedException {
        List<Announcement> next = changes.next();
        while (!next.isEmpty()) {
            publish(next);
            metrics.announced(next.size());
            next = changes.next();
        }
    }

    private void publish(List<Announcement> announcements) throws InterruptedException {
        List<List<Future<RecordMetadata>>> sent =
                announcements.stream().map(this::send).toList();
        producer.flush();
        @Nullable ExecutionException failure = null;
        List<Announcement> acknowledged = new ArrayList<>();
        for (int n = 0; n < sent.size(); n++) {
            try {
                for (Future<RecordMetadata> record : sent.get(n)) {
                    record.get();
                }
                acknowledged.add(announcements.get(n));
            } catch (ExecutionException e) {
                failure = e;
            }
        }
        outbox.settle(acknowledged);
        if (failure != null) {
            throw new KafkaException("not acknowledged", failure);
        }
    }

    private List<Future<RecordMetadata>> send(Announcement announcement) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        ConfigKey key = announcement.key();
        sent.add(producer.send(new ProducerRecord<>(
                Topic.CONFIG.title(), key.toString(), announcement.resource().toByteArray())));
        if (key.kind() == ConfigKey.Kind.BROKER) {
            sent.add(producer.send(new ProducerRecord<>(Topic.BROKERS.title(), key.id(), address(announcement))));
        }
        return sent;
    }

    /** Null when no stratcon is to dial it any more. */
    private static byte @Nullable [] address(Announcement announcement) {
        Broker broker = announcement.resource().getBroker();
        if (announcement.resource().getDeleted() || broker.getRetired()) {
            return null;
        }
        return addressOf(broker).toByteArray();
    }

    static BrokerAddress addressOf(Broker broker) {
        return BrokerAddress.newBuilder()
                .setBrokerId(broker.getId())
                .setCn(broker.getCn())
                .setHost(broker.getHost())
                .setPort(broker.getPort())
                .setName(broker.getName())
                .build();
    }
}
