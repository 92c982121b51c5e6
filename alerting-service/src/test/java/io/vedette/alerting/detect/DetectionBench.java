package io.vedette.alerting.detect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchWriter;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.MetricsRecord;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Rule;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/** Detection on a driven topology: time passes only through {@link #pass}. One broker, 7, whose feed reports each second while it is connected. */
final class DetectionBench implements AutoCloseable {
    static final UUID CHECK = UUID.fromString("0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9");
    static final long RULE_SET = 12;
    static final long BROKER = 7;
    static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    final Configuration configuration = new Configuration();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    boolean connected = true;
    boolean reporting = true;
    boolean consuming = true;
    boolean stalled;
    UUID journal = new UUID(1, 1);

    private final AtomicLong ticks = new AtomicLong(1_000_000);
    private final BrokerLiveness brokers = new BrokerLiveness(ticks::get, Duration.ofSeconds(5));
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> metrics;
    private final TestOutputTopic<String, byte[]> faults;
    private long offset = 100;
    private long batches;
    private long version;
    private long lagMs;

    DetectionBench(Path stateDirectory) {
        Consumption consumption = new Consumption() {
            @Override
            public void begin(int partition) {}

            @Override
            public void processed(int partition, long offset) {}

            @Override
            public boolean isCurrent(int partition) {
                return consuming;
            }
        };
        Detector.Surroundings surroundings = new Detector.Surroundings(
                new RuleBooks(configuration),
                brokers,
                consumption,
                new DetectMetrics(registry),
                ticks::get,
                Duration.ofMillis(500));
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        driver = new TopologyTestDriver(
                DetectionTopology.of(
                        surroundings, Duration.ofMinutes(1), Stores.inMemoryKeyValueStore(StreamFaults.STORE)),
                properties,
                START);
        metrics = driver.createInputTopic(
                Topic.METRICS.title(), new ByteArraySerializer(), new ByteArraySerializer(), START, Duration.ZERO);
        faults = driver.createOutputTopic(Topic.FAULTS.title(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Announces the rule set of stream {@code load} with these rules, as a new version. */
    void rules(Rule... rules) {
        RuleSet.Builder ruleSet = RuleSet.newBuilder()
                .setId(RULE_SET)
                .setAccountId(1)
                .setCheckUuid(CHECK.toString())
                .setMetricName("load")
                .setVersion(++version);
        ruleSet.addAllRules(List.of(rules));
        apply(ConfigResource.newBuilder().setVersion(version).setRuleSet(ruleSet));
    }

    void deleteRuleSet() {
        apply(ConfigResource.newBuilder().setVersion(++version).setDeleted(true));
    }

    private void apply(ConfigResource.Builder resource) {
        configuration.apply(
                new ConfigKey(ConfigKey.Kind.RULE_SET, Long.toString(RULE_SET)),
                resource.setAccountId(1).build());
    }

    static Rule rule(String criteria, String value, int severity) {
        return Rule.newBuilder()
                .setCriteria(criteria)
                .setValue(value)
                .setSeverity(severity)
                .build();
    }

    /** A fresh batch with one sample of {@code load}. */
    void load(double value) {
        send(writer -> writer.stream("load").real(nowMs(), value));
    }

    void send(Consumer<BatchWriter> samples) {
        offset += 100;
        send(BatchKind.PERIOD, offset, false, samples);
    }

    void send(BatchKind kind, long at, boolean old, Consumer<BatchWriter> samples) {
        BatchWriter writer = new BatchWriter().begin(CHECK, 1, 0, kind, nowMs());
        samples.accept(writer);
        pipe(writer.toBytes(), stamped(at, old));
    }

    void pipe(byte[] batch, Headers headers) {
        metrics.pipeInput(new TestRecord<>(MetricsRecord.key(CHECK, 0), batch, headers, nowMs()));
    }

    Headers stamped(long at, boolean old) {
        Headers headers = new RecordHeaders();
        MetricsRecord.stamp(headers, new Position(journal, at), old, BROKER);
        return headers;
    }

    long lastOffset() {
        return offset;
    }

    /** Lets time pass in steps of a second, at each of which the broker's feed is reported. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            ticks.addAndGet(1000);
            lagMs = stalled ? lagMs + 1000 : 0;
            if (reporting) {
                batches++;
                brokers.reported(BrokerFeed.newBuilder()
                        .setBrokerId(BROKER)
                        .setStratcon("stratcon")
                        .addLanes(LaneState.newBuilder()
                                .setLane("live")
                                .setConnected(connected)
                                .setBatches(batches)
                                .setLagMs(lagMs))
                        .build());
            }
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
    }

    /** The host's clock is set; nothing else happens. */
    void jumpClock(Duration by) {
        driver.advanceWallClockTime(by);
    }

    List<FaultTransition> told() {
        return faults.readValuesToList().stream().map(DetectionBench::parsed).toList();
    }

    double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    private long nowMs() {
        return START.toEpochMilli();
    }

    private static FaultTransition parsed(byte[] value) {
        try {
            return FaultTransition.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
