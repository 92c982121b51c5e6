package io.vedette.contracts.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Says in Kafka which version of the configuration a process runs: each second it commits the position read to, with the moment, for a group that is the
 * process's own. The position is a word about it, no place to go on from: configuration is read from the beginning at each start. Belongs to the
 * thread that reads.
 */
public final class RunningVersion {
    /** The only partition of {@link Topic#CONFIG}. */
    public static final TopicPartition PARTITION = new TopicPartition(Topic.CONFIG.title(), 0);

    private static final String PREFIX = "vedette.config.";
    private static final long EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private static final Duration ANSWER = Duration.ofSeconds(10);

    private long next = System.nanoTime();

    /**
     * Who runs it.
     *
     * @param service short name of the service
     * @param instance host and process id
     */
    public record Reader(String service, String instance) {}

    /** The consumer's {@code group.id}. */
    public static String group(String service) {
        return PREFIX + service + "." + host() + "-" + ProcessHandle.current().pid();
    }

    /** Whose word a group is; empty list when it is another kind of group. */
    public static List<Reader> reader(String group) {
        int end = group.startsWith(PREFIX) ? group.indexOf('.', PREFIX.length()) : -1;
        return end < 0
                ? List.of()
                : List.of(new Reader(group.substring(PREFIX.length(), end), group.substring(end + 1)));
    }

    /** To be called after each poll; costs nothing more than once a second. */
    public void tell(Consumer<?, ?> consumer) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + EVERY_NANOS;
        consumer.commitAsync(
                Map.of(
                        PARTITION,
                        new OffsetAndMetadata(
                                consumer.position(PARTITION, ANSWER),
                                Instant.now().toString())),
                (committed, failure) -> {
                    // Told again in a second; until then this reader counts as behind.
                });
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "somewhere";
        }
    }
}
