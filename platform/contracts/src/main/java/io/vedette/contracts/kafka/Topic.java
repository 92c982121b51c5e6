package io.vedette.contracts.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The Kafka topics of the suite. Replication is the cluster's affair: 3 with two in-sync where three brokers exist, else 1.
 */
public enum Topic {
    /** Batches from the live lanes. Key: {@link MetricsRecord#key}. */
    METRICS("vedette.metrics", 24, false, Duration.ofHours(1), 2L << 30, 1 << 20),
    /** Broker addresses; the consumer group over it assigns brokers to stratcons. Key: broker id in decimal. */
    BROKERS("vedette.brokers", 64, true, Duration.ZERO, -1, 1 << 20),
    /** Every resource of the Web DB that a service lives by. Key: {@link ConfigKey}. */
    CONFIG("vedette.config", 1, true, Duration.ZERO, -1, 1 << 20),
    /** Each second, the state of each broker's lanes, stamped by Kafka's own clock. Key: broker id in decimal. */
    FEEDS("vedette.feeds", 1, true, Duration.ZERO, -1, 1 << 20),
    /** Fault transitions. Key: {@code <rule set id>:<stream>}. */
    FAULTS("vedette.faults", 24, false, Duration.ofDays(14), -1, 1 << 20),
    /** The life of alerts. Key: alert id in decimal. */
    ALERTS("vedette.alerts", 6, false, Duration.ofDays(14), -1, 1 << 20),
    /** Which checks somebody watches, with a lease; makes their brokers run them faster. Key: check uuid. */
    VIEWERS("vedette.viewers", 6, true, Duration.ZERO, -1, 1 << 20);

    private final String title;
    private final int partitions;
    private final boolean compacted;
    private final Duration retention;
    private final long retentionBytes;
    private final int maxRecordBytes;

    Topic(
            String title,
            int partitions,
            boolean compacted,
            Duration retention,
            long retentionBytes,
            int maxRecordBytes) {
        this.title = title;
        this.partitions = partitions;
        this.compacted = compacted;
        this.retention = retention;
        this.retentionBytes = retentionBytes;
        this.maxRecordBytes = maxRecordBytes;
    }

    /** Its name in Kafka. */
    public String title() {
        return title;
    }

    public int partitions() {
        return partitions;
    }

    /** Settings that must stand as they are here. {@code retention.bytes} is the topic's whole, shared out over its partitions. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxRecordBytes));
        if (this == FEEDS) {
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        if (compacted) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            if (retentionBytes > 0) {
                settings.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(retentionBytes / partitions));
            }
        }
        return settings;
    }

    NewTopic toCreate(int brokers) {
        Map<String, String> settings = settings();
        short replication = (short) (brokers >= 3 ? 3 : 1);
        if (replication == 3) {
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2");
        }
        return new NewTopic(title, partitions, replication).configs(settings);
    }
}
