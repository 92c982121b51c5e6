package io.vedette.stratcon.own;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.feed.Position;
import io.vedette.contracts.proto.config.Check;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.draw.Draws;
import io.vedette.stratcon.mq.MessageQueue;
import io.vedette.stratcon.mq.MqPhases;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Writes this stratcon's own streams: for each check of type {@code stratcon} a batch, into the store and onto the queue. Two threads, so that Kafka
 * away keeps nothing from the store.
 */
final class OwnStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OwnStreams.class);
    private static final String TYPE = "stratcon";
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final OwnSettings settings;
    private final Checks checks;
    private final Draws draws;
    private final MessageQueue queue;
    private final Clock clock;
    private final OwnBatch batch;
    private final OwnJournal journal;
    /** What the queue has not taken yet; what finds it full is old before its turn and dropped. */
    private final BlockingQueue<Said> saying = new ArrayBlockingQueue<>(16);

    private volatile boolean running;
    private Thread writing = new Thread();
    private Thread publishing = new Thread();

    private record Said(byte[] batch, Position position, long atMs) {}

    OwnStreams(
            OwnSettings settings,
            Checks checks,
            Draws draws,
            MessageQueue queue,
            Clock clock,
            OwnBatch batch,
            OwnJournal journal) {
        this.settings = settings;
        this.checks = checks;
        this.draws = draws;
        this.queue = queue;
        this.clock = clock;
        this.batch = batch;
        this.journal = journal;
    }

    @Override
    public void start() {
        running = true;
        writing = Thread.ofVirtual().name("own-streams").start(this::write);
        publishing = Thread.ofVirtual().name("own-streams-live").start(this::publish);
    }

    private void write() {
        try {
            while (running) {
                Thread.sleep(settings.every());
                writeOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOnce() {
        try {
            boolean said = false;
            for (Check check : checks.ofType(TYPE)) {
                long now = clock.millis();
                byte[] bytes = batch.write(check, draws.feeds(), now);
                said |= saying.offer(new Said(bytes, journal.append(bytes, now), now));
            }
            if (!journal.commit()) {
                log.debug("own streams wait for the store; on the queue: {}", said);
            }
        } catch (RuntimeException e) {
            log.error("own streams failed", e);
        }
    }

    private void publish() {
        try {
            while (running) {
                Said next = saying.take();
                if (clock.millis() - next.atMs <= FRESH.toMillis()) {
                    queue.publish(new BatchReader(next.batch), next.batch, next.position, false, 0);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        writing.interrupt();
        publishing.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.PRODUCING;
    }
}
