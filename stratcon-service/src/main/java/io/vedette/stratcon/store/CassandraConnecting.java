package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.ssl.ProgrammaticSslEngineFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Connects to Cassandra, and makes keyspace and tables when they are missing. */
final class CassandraConnecting implements Supplier<CqlSession> {
    private static final long LOCK = 0x7665646574746362L;
    private static final Duration SCHEMA_PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE_ROWS = 1_000;

    private final CassandraSettings settings;
    private final Duration timeout;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /**
     * @param timeout longest a statement may take
     * @param transaction of the catalogue's database, which lets one make tables at a time: Cassandra itself does not
     */
    CassandraConnecting(
            CassandraSettings settings, Duration timeout, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.settings = settings;
        this.timeout = timeout;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A way to Cassandra that connects when first used. */
    static CassandraLink link(
            JdbcTemplate jdbc, PlatformTransactionManager manager, CassandraSettings settings, Duration timeout) {
        return new CassandraLink(
                new CassandraConnecting(settings, timeout, jdbc, new TransactionTemplate(manager)), settings);
    }

    @Override
    public CqlSession get() {
        CqlSession session = builder().build();
        try {
            if (session.getMetadata()
                    .getKeyspace(settings.keyspace())
                    .flatMap(keyspace -> keyspace.getTable("work"))
                    .isEmpty()) {
                transaction.executeWithoutResult(status -> {
                    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
                    makeTables(session);
                });
            }
            session.execute("use " + settings.keyspace());
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private CqlSessionBuilder builder() {
        CqlSessionBuilder builder = CqlSession.builder()
                .withLocalDatacenter(settings.datacenter())
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.SESSION_NAME, "store")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, timeout)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, timeout)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, timeout)
                        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, PAGE_ROWS)
                        // It is set once: the keyspace may have to be made first.
                        .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                        .withString(
                                DefaultDriverOption.REQUEST_CONSISTENCY,
                                settings.consistency().usual().name())
                        .withString(
                                DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY,
                                settings.consistency().serial().name())
                        .build());
        for (String point : settings.contactPoints()) {
            int colon = point.lastIndexOf(':');
            builder.addContactPoint(
                    new InetSocketAddress(point.substring(0, colon), Integer.parseInt(point.substring(colon + 1))));
        }
        if (!settings.user().isEmpty()) {
            builder.withAuthCredentials(settings.user(), settings.password());
        }
        if (settings.tls()) {
            try {
                builder.withSslEngineFactory(new ProgrammaticSslEngineFactory(SSLContext.getDefault(), null, true));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JVM has no TLS", e);
            }
        }
        return builder;
    }

    private void makeTables(CqlSession session) {
        execute(
                session,
                "create keyspace if not exists " + settings.keyspace()
                        + " with replication = {'class': 'NetworkTopologyStrategy', '" + settings.datacenter() + "': "
                        + settings.replication() + "}");
        String tables = tables().replaceAll("(?m)^--.*$", "");
        for (String statement : tables.split(";")) {
            if (!statement.isBlank()) {
                execute(
                        session,
                        statement.replace(
                                "create table if not exists ",
                                "create table if not exists " + settings.keyspace() + "."));
            }
        }
    }

    private static void execute(CqlSession session, String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(SCHEMA_PATIENCE));
    }

    private static String tables() {
        try (InputStream in = CassandraConnecting.class.getResourceAsStream("/db/cassandra/tables.cql")) {
            if (in == null) {
                throw new IllegalStateException("db/cassandra/tables.cql is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
