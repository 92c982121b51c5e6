package io.vedette.configmonitor.announce;

import io.vedette.contracts.kafka.RunningVersion;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.springframework.stereotype.Component;

/** Which version of the configuration each process runs, by its own word; see {@link RunningVersion}. */
@Component
class ConfigReaders {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** Whoever was silent for so long is not there any more. */
    private static final Duration GONE = Duration.ofMinutes(10);
    /** A word each second may be late now and then. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final KafkaLink kafka;
    private final Clock clock;

    ConfigReaders(KafkaLink kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * A process that lives by the configuration.
     *
     * @param version what it runs
     * @param isBehind it runs an older version than the latest, or was not heard of for ten seconds
     * @param heard when it said so
     */
    record Reader(String service, String instance, long version, boolean isBehind, Instant heard) {}

    /**
     * The readers that were heard of lately.
     *
     * @param version the latest, which each should run within a second
     */
    record Readers(long version, List<Reader> readers) {}

    /** @throws KafkaException when Kafka does not answer */
    Readers read() {
        try (Admin admin = kafka.admin(PATIENCE)) {
            long latest = admin.listOffsets(Map.of(RunningVersion.PARTITION, OffsetSpec.latest()))
                    .partitionResult(RunningVersion.PARTITION)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .offset();
            return new Readers(latest, readers(admin, latest));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not say which version anybody runs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        }
    }

    private List<Reader> readers(Admin admin, long latest)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> asked = new HashMap<>();
        for (GroupListing group : admin.listGroups(ListGroupsOptions.forConsumerGroups())
                .valid()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            if (!RunningVersion.reader(group.groupId()).isEmpty()) {
                asked.put(group.groupId(), new ListConsumerGroupOffsetsSpec());
            }
        }
        List<Reader> readers = new ArrayList<>();
        if (asked.isEmpty()) {
            return readers;
        }
        admin.listConsumerGroupOffsets(asked)
                .all()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((group, offsets) -> {
                    OffsetAndMetadata told = offsets.get(RunningVersion.PARTITION);
                    if (told != null) {
                        RunningVersion.reader(group).forEach(who -> add(who, told, latest, readers));
                    }
                });
        readers.sort(Comparator.comparing(Reader::service).thenComparing(Reader::instance));
        return readers;
    }

    private void add(RunningVersion.Reader who, OffsetAndMetadata told, long latest, List<Reader> readers) {
        Instant heard = moment(told.metadata());
        Duration silence = Duration.between(heard, clock.instant());
        if (silence.compareTo(GONE) < 0) {
            boolean isBehind = told.offset() < latest || silence.compareTo(SILENT) > 0;
            readers.add(new Reader(who.service(), who.instance(), told.offset(), isBehind, heard));
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
