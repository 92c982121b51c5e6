package io.vedette.alerting.detect;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The usual clients of Kafka Streams, save that the main consumer is a {@link MetricsConsumer}, found again by its stream thread. */
@Component
@Profile("detection")
class StreamClients implements KafkaClientSupplier, Consumption {
    private static final ThreadLocal<MetricsConsumer> OF_THIS_THREAD = new ThreadLocal<>();
    private final Ticker ticker;

    StreamClients(Ticker ticker) {
        this.ticker = ticker;
    }

    Ticker ticker() {
        return ticker;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new MetricsConsumer(config, ticker, OF_THIS_THREAD::set);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    @Override
    public void begin(int partition) {
        OF_THIS_THREAD.get().begin(partition);
    }

    @Override
    public void processed(int partition, long offset) {
        OF_THIS_THREAD.get().processed(partition, offset);
    }

    @Override
    public boolean isCurrent(int partition) {
        return OF_THIS_THREAD.get().isCurrent(partition);
    }
}
