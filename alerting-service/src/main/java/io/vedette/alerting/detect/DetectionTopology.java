package io.vedette.alerting.detect;

import io.vedette.contracts.kafka.Topic;
import java.time.Duration;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** {@code vedette.metrics} to one detector a partition, with its state store, to {@code vedette.faults}. */
final class DetectionTopology {
    private static final String SOURCE = "metrics";
    private static final String DETECTOR = "detector";

    private DetectionTopology() {}

    /**
     * @param firstLook how far back a partition is read that was never consumed
     * @param states where the state is kept, under {@link StreamFaults#STORE}
     */
    static Topology of(Detector.Surroundings surroundings, Duration firstLook, KeyValueBytesStoreSupplier states) {
        ProcessorSupplier<byte[], byte[], String, byte[]> detectors = () -> new Detector(surroundings);
        return new Topology()
                .addSource(
                        AutoOffsetReset.byDuration(firstLook),
                        SOURCE,
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.METRICS.title())
                .addProcessor(DETECTOR, detectors, SOURCE)
                .addStateStore(Stores.keyValueStoreBuilder(states, Serdes.String(), Serdes.ByteArray()), DETECTOR)
                .addSink("faults", Topic.FAULTS.title(), new StringSerializer(), new ByteArraySerializer(), DETECTOR);
    }
}
