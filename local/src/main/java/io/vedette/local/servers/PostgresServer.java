package io.vedette.local.servers;

import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.Readiness;
import io.vedette.local.guard.StartException;
import io.vedette.local.guard.StopSignal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Postgres on loopback. Every login needs its password (SCRAM); no Unix socket is opened. A stop ends open transactions and writes a checkpoint;
 * after a kill the next start replays the write-ahead log.
 */
public final class PostgresServer implements AutoCloseable {

    private static final String SYSTEM = "vedette_system";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GuardedProcess process;
    private final int port;
    private final Login superuser;

    private PostgresServer(GuardedProcess process, int port, Login superuser) {
        this.process = process;
        this.port = port;
        this.superuser = superuser;
    }

    /**
     * Starts it, making the cluster first when the folder holds none.
     *
     * @param folders data goes to {@code postgres}, the log to {@code log/postgres.log}
     * @param port 0 for any free one
     * @param superuserPassword of {@code postgres}; must be the same at every start
     * @param options further settings of postgresql.conf
     */
    public static PostgresServer start(
            ServerFolders folders, int port, String superuserPassword, Map<String, String> options) {
        Login superuser = new Login("postgres", superuserPassword);
        Path log = folders.log("postgres");
        Path binaries = PostgresBinaries.unpacked().resolve("bin");
        Path cluster = PostgresCluster.in(folders.data("postgres"), binaries, superuser, log);
        int ownPort = FreePort.orAny(port);
        List<String> command = new ArrayList<>(PostgresCluster.unprivileged());
        command.addAll(List.of(binaries.resolve("postgres").toString(), "-D", cluster.toString()));
        settings(ownPort, options).forEach(setting -> command.addAll(List.of("-c", setting)));
        GuardedProcess process = GuardedProcess.start(new GuardedCommand(
                "postgres", command, Map.of(), cluster, log, StopSignal.INT, Duration.ofSeconds(20)));
        PostgresServer server = new PostgresServer(process, ownPort, superuser);
        Readiness.await(process, PATIENCE, server::answers);
        return server;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public GuardedProcess process() {
        return process;
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Makes sure that the owner can sign in with this password, without any privilege beyond its database, and that the database is its own. */
    public void ensureDatabase(String database, Login owner) {
        ensureLogin(owner);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                statement.execute(
                        "CREATE DATABASE " + new Login(database, owner.password()).user() + " OWNER " + owner.user());
                statement.execute("REVOKE ALL ON DATABASE " + database + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new StartException("database " + database + " cannot be made: " + e.getMessage(), e);
        }
    }

    /**
     * Makes sure of the role that services use a Web DB with. It owns nothing; for named jobs across accounts it takes up {@code vedette_system}, whose
     * rights it has not by itself.
     */
    public void ensureApplication(Login application) {
        ensureLogin(application);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", SYSTEM)) {
                statement.execute("CREATE ROLE " + SYSTEM + " NOLOGIN");
            }
            statement.execute("GRANT " + SYSTEM + " TO " + application.user() + " WITH INHERIT FALSE, SET TRUE");
        } catch (SQLException e) {
            throw new StartException("login " + application.user() + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** A database whose rows belong to accounts; its owner, whom a person at psql signs in as, sees them all. */
    public void ensureWebDatabase(String database, Login owner) {
        ensureDatabase(database, owner);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT " + SYSTEM + " TO " + owner.user());
        } catch (SQLException e) {
            throw new StartException("database " + database + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Makes sure that a login exists which may read the server's statistics, from the database {@code postgres}. */
    public void ensureMonitor(Login monitor) {
        ensureLogin(monitor);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT pg_monitor TO " + monitor.user());
        } catch (SQLException e) {
            throw new StartException("login " + monitor.user() + " cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private void ensureLogin(Login login) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", login.user())) {
                statement.execute("CREATE ROLE " + login.user() + " LOGIN");
            }
            // The driver hashes it, so that it is in no log of the server.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(login.user(), login.password().toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            throw new StartException("login " + login.user() + " cannot be made: " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), superuser.user(), superuser.password());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static List<String> settings(int port, Map<String, String> options) {
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=48MB",
                "max_connections=120",
                "io_method=sync",
                "log_line_prefix=%m [%p] ",
                "log_timezone=UTC",
                "timezone=UTC"));
        options.forEach((name, value) -> settings.add(name + "=" + value));
        return settings;
    }
}
