package io.vedette.configmonitor.announce;

import io.vedette.webdb.scope.Scope;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Owns the thread {@code announcer}: woken by a notification of the Web DB, by half a second at the latest, it publishes what the outbox holds. Several
 * config monitors may run; an advisory lock, held by the connection that listens, lets one of them speak. Whatever goes wrong, database or Kafka, is
 * logged once and tried again each second; nothing is lost, the outbox holds it. Stops after what it has in hand.
 */
@Component
class Announcer implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int GUARD_MS = 500;
    private static final long LOCK = 0x7665_6465_7474_6531L;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

    private final JdbcConnectionDetails webDb;
    private final KafkaLink kafka;
    private final TopicRepair repair;
    private final Changes changes;
    private final Outbox outbox;
    private final AnnounceMetrics metrics;

    /** Written by the lifecycle, read by the announcer. */
    private volatile boolean running;

    /** Written by the announcer alone. */
    private volatile @Nullable String trouble = "not started";

    private @Nullable Thread thread;

    Announcer(
            JdbcConnectionDetails webDb,
            KafkaLink kafka,
            TopicRepair repair,
            Changes changes,
            Outbox outbox,
            AnnounceMetrics metrics) {
        this.webDb = webDb;
        this.kafka = kafka;
        this.repair = repair;
        this.changes = changes;
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /** Why nothing is announced now; null when all is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform()
                .name("announcer")
                .start(() -> Scope.across("announce").run(this::run));
    }

    @Override
    public void stop() {
        running = false;
        Thread waitedFor = thread;
        if (waitedFor != null) {
            try {
                waitedFor.join(STOP_PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try (Connection listening =
                    DriverManager.getConnection(webDb.getJdbcUrl(), webDb.getUsername(), webDb.getPassword())) {
                if (holdsLock(listening)) {
                    speak(listening);
                } else {
                    wellOr("another config monitor announces");
                    pause();
                }
            } catch (SQLException | RuntimeException e) {
                wellOr(String.valueOf(e.getMessage()));
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean holdsLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void speak(Connection listening) throws SQLException, InterruptedException {
        try (Statement statement = listening.createStatement()) {
            statement.execute("listen vedette_config");
        }
        PGConnection notified = listening.unwrap(PGConnection.class);
        kafka.ensureTopics();
        repair.repair();
        try (KafkaProducer<String, byte @Nullable []> producer = kafka.producer()) {
            Publisher publisher = new Publisher(producer, changes, outbox, metrics);
            while (running) {
                publisher.drain();
                wellOr(null);
                if (isComparisonWanted(notified.getNotifications(GUARD_MS))) {
                    kafka.ensureTopics();
                    repair.repair();
                }
            }
        }
    }

    private static boolean isComparisonWanted(PGNotification @Nullable [] notifications) {
        return notifications != null
                && Arrays.stream(notifications)
                        .anyMatch(notification -> notification.getParameter().equals(Republish.COMPARE));
    }

    /** Says a change of state, once. */
    private void wellOr(@Nullable String cause) {
        String before = trouble;
        trouble = cause;
        if (cause == null && before != null) {
            LOG.info("changes of the Web DB are announced");
        } else if (cause != null && !cause.equals(before)) {
            LOG.atWarn().addKeyValue("cause", cause).log("changes wait in the outbox");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
