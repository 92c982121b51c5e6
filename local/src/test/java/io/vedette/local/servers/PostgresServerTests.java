package io.vedette.local.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTests {

    private static final Login WEB = new Login("vedette_web", "webPassword1");

    @TempDir
    Path home;

    @Test
    void keepsDataOverAStopAndAKill() throws Exception {
        try (PostgresServer server = start()) {
            server.ensureDatabase("vedette_web", WEB);
            execute(server, "CREATE TABLE kept (number int)", "INSERT INTO kept VALUES (1)");
        }
        try (PostgresServer server = start()) {
            server.ensureDatabase("vedette_web", WEB);
            execute(server, "INSERT INTO kept VALUES (2)");
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            server.process().onExit().join();
        }
        try (PostgresServer server = start()) {
            assertThat(count(server, "SELECT count(*) FROM kept")).isEqualTo(2);
        }
    }

    @Test
    void letsNobodyInWithoutAPasswordAndGivesNoPrivileges() throws Exception {
        try (PostgresServer server = start()) {
            server.ensureDatabase("vedette_web", WEB);
            server.ensureDatabase("vedette_store", new Login("vedette_store", "storePassword1"));

            assertThat(count(server, "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND rolsuper"))
                    .isZero();
            assertThatThrownBy(() -> connect(server, "vedette_web", "wrong").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() ->
                            connect(server, "vedette_store", WEB.password()).close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void takesAChangedPassword() throws Exception {
        try (PostgresServer server = start()) {
            server.ensureDatabase("vedette_web", WEB);

            server.ensureDatabase("vedette_web", new Login("vedette_web", "anotherPassword1"));

            connect(server, "vedette_web", "anotherPassword1").close();
        }
    }

    private PostgresServer start() {
        return PostgresServer.start(new ServerFolders(home), 0, "superPassword1", Map.of("fsync", "off"));
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = connect(server, "vedette_web", WEB.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static int count(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server, "vedette_web", WEB.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection connect(PostgresServer server, String database, String password) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), WEB.user(), password);
    }
}
