package io.vedette.streaming.viewer;

import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.viewers.Watch;
import io.vedette.streaming.check.CheckDirectory;
import io.vedette.streaming.link.KafkaClients;
import io.vedette.streaming.link.Stopping;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Says on Kafka which checks somebody watches, so that their brokers look more often meanwhile: within a second of the first viewer, and again before the
 * lease is over. Nobody watching, nothing said; what is lost while Kafka is away is said again.
 */
@Component
final class WatchTeller implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WatchTeller.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration RENEWED = Duration.ofSeconds(8);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final Viewers viewers;
    private final CheckDirectory directory;
    private final Clock clock;
    private volatile boolean running;
    private @Nullable Thread thread;
    /** When each check was told last, epoch ms; belongs to the thread, as does the producer. */
    private final Map<UUID, Long> told = new HashMap<>();

    private @Nullable Producer<byte[], byte[]> producer;

    WatchTeller(KafkaClients clients, Viewers viewers, CheckDirectory directory, Clock clock) {
        this.clients = clients;
        this.viewers = viewers;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name("watch-teller").daemon().start(this::run);
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (thread != null) {
            thread.interrupt();
            Stopping.join(thread);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
                tell();
            }
        } catch (InterruptedException e) {
            log.debug("the teller stops", e);
        } finally {
            close();
        }
    }

    private void tell() {
        Set<UUID> watched = watched();
        told.keySet().retainAll(watched);
        long now = clock.millis();
        for (UUID check : watched) {
            Long last = told.get(check);
            if (last == null || now - last >= RENEWED.toMillis()) {
                told.put(check, now);
                send(check, now + LEASE.toMillis());
            }
        }
    }

    /** The checks of which somebody watches a stream that is theirs. */
    private Set<UUID> watched() {
        Set<UUID> watched = new HashSet<>();
        for (Viewer viewer : viewers.all()) {
            viewer.view()
                    .streams()
                    .forEach(stream -> directory
                            .find(stream.check())
                            .filter(check -> check.account() == viewer.view().account())
                            .ifPresent(check -> watched.add(check.uuid())));
        }
        return watched;
    }

    private void send(UUID check, long untilMs) {
        try {
            if (producer == null) {
                producer = clients.producer("watch-teller");
            }
            byte[] key = check.toString().getBytes(StandardCharsets.UTF_8);
            byte[] value = Watch.newBuilder().setUntilMs(untilMs).build().toByteArray();
            var _ = producer.send(new ProducerRecord<>(Topic.VIEWERS.title(), key, value));
        } catch (KafkaException e) {
            log.debug("Kafka does not take who watches; told again", e);
            told.remove(check);
        }
    }

    private void close() {
        if (producer != null) {
            producer.close(CLOSE_WITHIN);
        }
    }
}
