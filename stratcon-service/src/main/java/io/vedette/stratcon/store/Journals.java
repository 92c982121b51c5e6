package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Journals and their positions in Cassandra: moved by compare-and-set, together with the run that moved them. */
final class Journals {
    private static final String ENTER =
            "update journal set position = ?, broker = ? where journal = ? if position = null";
    private static final String MOVE =
            "update journal set position = ?, committed_at = totimestamp(now()) where journal = ? if position = ?";
    private static final String REACH = "insert into journal (journal, run, began, reached) values (?, ?, ?, ?)";
    private static final String POSITION = "select distinct position from journal where journal = ?";
    private static final String RUNS = "select run, began, reached from journal where journal = ? and run in ?";

    private final CassandraLink link;

    Journals(CassandraLink link) {
        this.link = link;
    }

    long register(UUID journal, long brokerId, long begin) {
        link.execute(link.bind(ENTER, begin, brokerId, journal));
        return position(journal);
    }

    /** -1 for a journal that was never registered. */
    long position(UUID journal) {
        Row row = link.readLast(POSITION, journal).one();
        return row == null || row.isNull(0) ? -1 : row.getLong(0);
    }

    /** Moves the position, and with it the run; both or none. False when the position is another one. */
    boolean move(UUID journal, long from, long to, Run run) {
        ResultSet moved = link.execute(BatchStatement.newInstance(
                DefaultBatchType.LOGGED,
                link.bind(MOVE, to, journal, from),
                link.bind(REACH, journal, run.id(), run.began(), to)));
        return moved.wasApplied();
    }

    /** What is known of the commits that added rows. */
    static final class Standings {
        private final Map<UUID, Map<Long, Run>> runs = new HashMap<>();
        private final Map<UUID, Long> positions = new HashMap<>();

        private Standings() {}

        boolean entered(Row added) {
            Run run = run(added);
            return run != null && run.entered(added.getLong("at"), added.getLong("until"));
        }

        /** Whether it never will be: the journal has moved on. */
        boolean isAbandoned(Row added) {
            long position = positions.getOrDefault(added.getUuid("journal"), -1L);
            return !entered(added) && position > added.getLong("at");
        }

        private @Nullable Run run(Row added) {
            return runs.getOrDefault(added.getUuid("journal"), Map.of()).get(added.getLong("whose"));
        }
    }

    /** Of added rows, for who reads. */
    Standings standings(List<Row> added) {
        Standings standings = new Standings();
        runs(added).forEach((journal, runs) -> add(standings, journal, link.read(RUNS, journal, List.copyOf(runs))));
        return standings;
    }

    /** The same as the last word, for who changes what is there. */
    Standings lastStandings(List<Row> added) {
        Standings standings = new Standings();
        runs(added).forEach((journal, runs) -> {
            // First, so that what moved it there is among the runs.
            standings.positions.put(journal, position(journal));
            add(standings, journal, link.readLast(RUNS, journal, List.copyOf(runs)));
        });
        return standings;
    }

    private static Map<UUID, Set<Long>> runs(List<Row> added) {
        Map<UUID, Set<Long>> runs = new HashMap<>();
        for (Row row : added) {
            UUID journal = row.getUuid("journal");
            if (journal != null) {
                runs.computeIfAbsent(journal, any -> new TreeSet<>()).add(row.getLong("whose"));
            }
        }
        return runs;
    }

    private static void add(Standings standings, UUID journal, ResultSet found) {
        Map<Long, Run> runs = standings.runs.computeIfAbsent(journal, any -> new HashMap<>());
        found.forEach(row -> runs.put(
                row.getLong("run"), new Run(row.getLong("run"), row.getLong("began"), row.getLong("reached"))));
    }
}
