package io.vedette.configmonitor.cron;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** A lock for each job, held by a connection of its own to the Web DB: when its holder dies, the database lets it go. */
@Component
class CronLocks {
    private static final int PATIENCE_S = 2;

    private final JdbcConnectionDetails webDb;

    CronLocks(JdbcConnectionDetails webDb) {
        this.webDb = webDb;
    }

    /** Held until it is closed. */
    record Lock(Connection connection) implements AutoCloseable {
        /** Without its connection somebody else may hold it. */
        boolean isHeld() {
            try {
                return connection.isValid(PATIENCE_S);
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** Empty when it is held already. */
    Optional<Lock> take(String job) throws SQLException {
        Connection connection =
                DriverManager.getConnection(webDb.getJdbcUrl(), webDb.getUsername(), webDb.getPassword());
        try {
            if (isTaken(connection, job)) {
                return Optional.of(new Lock(connection));
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean isTaken(Connection connection, String job) throws SQLException {
        try (PreparedStatement asked =
                connection.prepareStatement("select pg_try_advisory_lock(hashtextextended('vedette cron ' || ?, 0))")) {
            asked.setString(1, job);
            try (ResultSet answer = asked.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
