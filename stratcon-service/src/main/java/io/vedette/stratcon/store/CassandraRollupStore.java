package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.PlaceSealing.Done;
import io.vedette.stratcon.store.WorkList.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Cells in Cassandra. A commit first writes what it adds, unseen, under the run it belongs to; then one compare-and-set moves the journal's position and
 * the run together, and with them all of it counts. Whoever writes what another has entered is refused, and what it wrote never counts. Why that is
 * exact: ADR 7.
 */
final class CassandraRollupStore extends AnsweringStore {
    private static final Logger log = LoggerFactory.getLogger(CassandraRollupStore.class);

    private final StreamCatalogue catalogue;
    private final StoreRoom room;
    private final CassandraLink link;
    private final PlaceRetention retention;
    private final long graceS;
    private final Journals journals;
    private final PlacedCells cells;
    private final WorkList work;
    private final PlaceSealing sealing;
    private final Runs runs = new Runs();

    CassandraRollupStore(
            CassandraLink link, JdbcTemplate jdbc, StreamCatalogue catalogue, StoreRoom room, StoreSettings settings) {
        super(new Asking(catalogue::find, new PlaceReading(link), settings.minuteTexts()));
        this.catalogue = catalogue;
        this.room = room;
        this.link = link;
        retention = new PlaceRetention(jdbc, link, settings);
        graceS = settings.sealGrace().toSeconds();
        journals = new Journals(link);
        cells = new PlacedCells(link);
        work = new WorkList(link);
        sealing = new PlaceSealing(link, cells, journals, settings);
    }

    @Override
    public long register(UUID journal, long brokerId, long begin) {
        return Attempt.at("journal " + journal, () -> journals.register(journal, brokerId, begin));
    }

    /** What it adds is written under its run: only when its turn has come is it known which. */
    @Override
    public ReadyCommit prepare(Commit commit) {
        return () -> make(commit);
    }

    private CommitOutcome make(Commit commit) {
        room.require();
        return Attempt.at("a commit", () -> {
            Run run = run(commit);
            if (run == null) {
                return new Refused(journals.position(commit.journal()));
            }
            add(commit, run);
            if (!journals.move(commit.journal(), commit.from(), commit.to(), run)) {
                return new Refused(journals.position(commit.journal()));
            }
            runs.bringBack(commit.journal(), new Run(run.id(), run.began(), commit.to()));
            return new Committed();
        });
    }

    /** Null for a commit that would be refused: nothing is written for it. */
    private @Nullable Run run(Commit commit) {
        Run run = runs.take(commit.journal(), commit.from());
        if (run != null) {
            return run;
        }
        return journals.position(commit.journal()) == commit.from() ? Runs.begin(commit.from()) : null;
    }

    private void add(Commit commit, Run run) {
        SortedMap<Place, Addition> places = Addition.of(catalogue.ids(commit.cells()));
        work.announce(places.keySet());
        List<BoundStatement> rows = new ArrayList<>();
        places.forEach((place, addition) ->
                rows.add(cells.add(place, commit.journal(), commit.from(), commit.to(), run, addition, graceS)));
        link.writeAll(rows);
    }

    @Override
    public int tend(Instant now) {
        return Attempt.at("upkeep", () -> {
            room.measure(now);
            int done = room.isFull()
                    ? 0
                    : Math.toIntExact(link.tend(work.all(), entry -> tend(entry, now)).stream()
                            .filter(Done.SOMETHING::equals)
                            .count());
            retention.drop(now);
            return done;
        });
    }

    /** What is wrong with one place keeps no other from its turn. */
    private Done tend(Entry entry, Instant now) {
        try {
            Done done = sealing.seal(entry.place(), now);
            if (done == Done.IDLE) {
                work.idle(entry);
            }
            return done;
        } catch (DamagedChunkException e) {
            log.error(
                    "cells stay open bundle={} stretch={}: {}",
                    entry.place().bundle(),
                    entry.place().stretch(),
                    e.getMessage());
            return Done.NOTHING;
        }
    }
}
