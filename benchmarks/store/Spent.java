import io.vedette.stratcon.store.StandaloneStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/** Time since it was made: the clock's, and the processors' for this JVM and for Postgres with all its processes, as Linux counts it. */
final class Spent {
    private static final double TICKS_PER_S = 100;

    private final long postmaster;
    private final long began = System.nanoTime();
    private final long ticksBefore;

    Spent(StandaloneStore opened) throws Exception {
        try (Connection connection = opened.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            long backend = Bench.ask(statement, "select pg_backend_pid()");
            postmaster = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow().pid();
        }
        ticksBefore = ticks();
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    double cpuSeconds() {
        return (ticks() - ticksBefore) / TICKS_PER_S;
    }

    private long ticks() {
        long ofThose = ProcessHandle.of(postmaster).orElseThrow().children().mapToLong(one -> ticks(one.pid(), 2)).sum();
        return ticks(ProcessHandle.current().pid(), 2) + ticks(postmaster, 4) + ofThose;
    }

    /**
     * @param columns 2 for its own, 4 with that of its children which have ended
     */
    private static long ticks(long pid, int columns) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = 0; i < columns; i++) {
                ticks += Long.parseLong(words[11 + i]);
            }
            return ticks;
        } catch (IOException e) {
            return 0;
        }
    }
}
