import io.vedette.stratcon.chunk.ChunkCells;
import io.vedette.stratcon.chunk.ChunkCodec;
import io.vedette.stratcon.store.StandaloneStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;

/**
 * What a suite has recorded of its own machine, and what that takes. Measured on a copy of its store, so that minutes whose chunk is not over can be sealed
 * as they will be and the suite finds everything as it was.
 */
final class RecordedMeasure {
    private static final String COPY = "vedette_store_measured";
    private static final long CHUNK_S = 14_400;

    private long first = Long.MAX_VALUE;
    private final BitSet minutes = new BitSet();
    private long cells;
    private long samples;

    private RecordedMeasure() {}

    static void measure(StoreMeasure.Server server) throws Exception {
        tell(server, "drop database if exists " + COPY);
        tell(server, "create database " + COPY + " template vedette_store");
        try (StandaloneStore copy = server.open(COPY)) {
            copy.store().tend(Instant.now().plus(Duration.ofDays(1)));
            Bench.vacuum(copy);
            new RecordedMeasure().measure(copy);
        } finally {
            tell(server, "drop database " + COPY);
        }
    }

    private void measure(StandaloneStore copy) throws Exception {
        try (Connection connection = copy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.setFetchSize(5_000);
            try (ResultSet chunk = statement.executeQuery("select number, cells from chunk_60 order by number")) {
                while (chunk.next()) {
                    add(ChunkCodec.decode(chunk.getBytes(2), chunk.getLong(1) * CHUNK_S, 60));
                }
            }
            Bench.tell("recorded.hours", minutes.cardinality() / 60.0);
            Bench.tell("recorded.streams", Bench.ask(statement, "select count(distinct stream) from chunk_60"));
            Bench.tell("recorded.samples_per_minute_cell", samples / (double) cells);
            Bench.tell(
                    "recorded.cells_per_chunk", cells / (double) Bench.ask(statement, "select count(*) from chunk_60"));
            Bench.tell(
                    "recorded.codec_bytes_per_minute_cell",
                    Bench.ask(statement, "select sum(length(cells)) from chunk_60") / (double) cells);
        }
        Bench.sizes(copy, "recorded", cells);
    }

    private void add(ChunkCells chunk) {
        chunk.forEach((startS, cell) -> {
            first = Math.min(first, startS / CHUNK_S * CHUNK_S);
            minutes.set(Math.toIntExact((startS - first) / 60));
            cells++;
            samples += cell.count();
        });
    }

    private static void tell(StoreMeasure.Server server, String statement) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url() + "postgres", server.user(), server.password());
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }
}
