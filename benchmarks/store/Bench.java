import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.store.StandaloneStore;
import io.vedette.stratcon.store.StoredNumeric;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What measures of the store share: the streams of hosts that never were, and how a figure is told. */
final class Bench {
    private Bench() {}

    static void tell(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }

    static UUID check(int host) {
        return new UUID(7, host);
    }

    static String name(int metric) {
        return "group" + metric / 10 + "`metric" + metric + "|ST[unit:none]";
    }

    static StreamId stream(int host, int metric) {
        return new StreamId(check(host), name(metric));
    }

    /** Cells are made when they are looked at. */
    static long read(List<StoredNumeric> cells) {
        double sum = 0;
        for (StoredNumeric cell : cells) {
            sum += cell.cell().average();
        }
        return Double.isNaN(sum) ? 0 : cells.size();
    }

    interface Question {
        long ask();
    }

    /** As a server answers that runs: the first seconds, in which the JVM compiles, are asked but not told. */
    static double median(Question question, long expected, int times) {
        double[] took = new double[times];
        long warm = System.nanoTime() + 4_000_000_000L;
        for (int i = -times / 2; i < times; i += i < 0 && System.nanoTime() < warm ? 0 : 1) {
            long began = System.nanoTime();
            long found = question.ask();
            if (found != expected) {
                throw new IllegalStateException(found + " points, expected " + expected);
            }
            took[Math.max(0, i)] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(took);
        return took[times / 2];
    }

    /** What lies on disk for so many minutes' cells, indexes and all. */
    static void sizes(StandaloneStore opened, String name, long cells) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            long minutes = size(statement, "chunk_60");
            long others = size(statement, "chunk_1800") + size(statement, "chunk_3600") + size(statement, "chunk_86400");
            tell(name + ".bytes_per_minute_cell", minutes / (double) cells);
            tell(name + ".bytes_per_minute_cell_all_rollups", (minutes + others + size(statement, "open_cells")) / (double) cells);
        }
    }

    /** Bytes of a table with its partitions and indexes. */
    static long size(Statement statement, String table) throws Exception {
        return ask(statement, "select coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size('" + table + "')) from pg_partition_tree('" + table + "')");
    }

    static long ask(Statement statement, String question) throws Exception {
        try (ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A day passes in a few minutes; Postgres' own vacuum, which comes once a minute, would come too seldom. */
    static void vacuum(StandaloneStore opened) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum open_cells");
        }
    }
}
