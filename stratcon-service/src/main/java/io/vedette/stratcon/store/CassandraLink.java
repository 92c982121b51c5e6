package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import com.datastax.oss.driver.api.core.metadata.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Cassandra. Connects when first used, so that a store that is away keeps nobody from starting; from then on the driver does so by itself. Safe
 * for many threads.
 */
final class CassandraLink implements AutoCloseable {
    private static final int MOST_AT_ONCE = 64;

    private static final Logger log = LoggerFactory.getLogger(CassandraLink.class);
    private static final int MOST_TENDED = 8;
    private static final String SIZE = "select mebibytes from system_views.disk_usage where keyspace_name = ?";

    private final Supplier<CqlSession> connecting;
    private final CassandraSettings settings;
    private final Map<EndPoint, Long> bytesOf = new ConcurrentHashMap<>();
    private final Map<String, PreparedStatement> prepared = new ConcurrentHashMap<>();
    /** Limits what many questions together ask at once. */
    private final AtOnce questions = new AtOnce(MOST_AT_ONCE);

    private final AtOnce upkeep = new AtOnce(MOST_TENDED);
    /** Guarded by this. */
    private @Nullable CqlSession session;

    CassandraLink(Supplier<CqlSession> connecting, CassandraSettings settings) {
        this.connecting = connecting;
        this.settings = settings;
    }

    synchronized CqlSession session() {
        CqlSession connected = session;
        if (connected == null) {
            connected = connecting.get();
            session = connected;
        }
        return connected;
    }

    BoundStatement bind(String cql, @Nullable Object... values) {
        return prepared.computeIfAbsent(cql, statement -> session().prepare(statement))
                .bind(values);
    }

    ResultSet execute(Statement<?> statement) {
        return session().execute(statement);
    }

    /** Rows that may be read again without harm. */
    ResultSet read(String cql, @Nullable Object... values) {
        return execute(bind(cql, values).setIdempotent(true));
    }

    /** The last word on a partition: what somebody else has begun to write is finished or undone first. */
    ResultSet readLast(String cql, @Nullable Object... values) {
        return execute(bind(cql, values)
                .setIdempotent(true)
                .setConsistencyLevel(settings.consistency().serial()));
    }

    /** Writes that may be made again without harm, several at once; returns when all are made. */
    void writeAll(Collection<BoundStatement> statements) {
        List<CompletableFuture<AsyncResultSet>> writing = new ArrayList<>();
        Semaphore unanswered = new Semaphore(MOST_AT_ONCE);
        for (BoundStatement statement : statements) {
            unanswered.acquireUninterruptibly();
            writing.add(session()
                    .executeAsync(statement.setIdempotent(true))
                    .whenComplete((result, failure) -> unanswered.release())
                    .toCompletableFuture());
        }
        try {
            CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Asks the same of each, several at once; the answers in their order. */
    <T, R> List<R> ask(Collection<T> things, Function<T, R> asking) {
        return questions.each(things, asking);
    }

    /** Does the same for each, a few at once. */
    <T, R> List<R> tend(Collection<T> things, Function<T, R> tending) {
        return upkeep.each(things, tending);
    }

    /** What the keyspace takes on the disks of all nodes, up to a MiB a table; of a node that is away what it took when it was last there. */
    long bytes() {
        for (Node node : session().getMetadata().getNodes().values()) {
            try {
                long mebibytes = 0;
                for (Row row : execute(bind(SIZE, settings.keyspace()).setNode(node))) {
                    mebibytes += row.getLong(0);
                }
                bytesOf.put(node.getEndPoint(), mebibytes << 20);
            } catch (DriverException e) {
                log.debug("{} does not tell its size", node, e);
            }
        }
        return bytesOf.values().stream().mapToLong(bytes -> bytes).sum();
    }

    static List<Row> rows(ResultSet found) {
        List<Row> rows = new ArrayList<>();
        found.forEach(rows::add);
        return rows;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }
}
