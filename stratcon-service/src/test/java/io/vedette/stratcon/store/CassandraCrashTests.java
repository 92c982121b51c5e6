package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.Samples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Owners of a journal that die anywhere in a commit or in upkeep, one after the other, beside one that was paused and does not know. */
class CassandraCrashTests {
    private static final long T = 1_700_000_040_000L;
    private static final int SAMPLES = 600;

    @AutoClose
    private static TestCassandra cassandra;

    private final UUID journal = UUID.randomUUID();
    private final List<Sample> samples = new ArrayList<>();
    private int deaths;

    @BeforeAll
    static void start() {
        cassandra = TestCassandra.shared();
    }

    @Test
    void whateverOwnersDieInTheMiddleOfEachSampleIsInTheCellsOnce() {
        long seed = Long.getLong("vedette.seed", System.nanoTime());
        System.out.println("cassandra crashes, -Dvedette.seed=" + seed);
        Random random = new Random(seed);
        UUID check = UUID.randomUUID();
        for (int i = 0; i < SAMPLES; i++) {
            long late = random.nextInt(4) == 0 ? random.nextLong(70 * 86_400_000L) : 0;
            samples.add(new Sample(
                    new StreamId(check, "s" + random.nextInt(50)), T + i * 1000L - late, random.nextInt(1000)));
        }
        cassandra.store().register(journal, 7, 0);
        BreakingSession breaking = new BreakingSession();
        try (CassandraLink link = cassandra.connect(breaking::wrap)) {
            while (stored() < SAMPLES) {
                ownUntilDeath(random, link, breaking);
            }
        }
        assertThat(deaths).isGreaterThan(5);
        verify();
        cassandra.store().tend(Instant.ofEpochMilli(T).plus(Duration.ofDays(800)));
        verify();
    }

    /** Draws from the stored position on, in commits of any size, and dies after some statements. */
    private void ownUntilDeath(Random random, CassandraLink link, BreakingSession breaking) {
        try {
            breaking.breakAfter(Integer.MAX_VALUE, false);
            RollupStore owner = cassandra.store(link, Map.of(), List.of());
            int at = (int) owner.register(journal, 7, 0);
            Commit paused = commit(at, Math.min(SAMPLES, at + 40));
            breaking.breakAfter(random.nextInt(60), random.nextBoolean());
            while (at < SAMPLES) {
                Commit commit = commit(at, Math.min(SAMPLES, at + 1 + random.nextInt(50)));
                CommitOutcome outcome = owner.commit(commit);
                assertThat(outcome).isIn(new Committed(), new Refused(commit.to()));
                at = (int) commit.to();
                if (random.nextInt(4) == 0) {
                    owner.tend(Instant.ofEpochMilli(T + at * 1000L));
                    assertThat(cassandra.store().commit(paused)).isEqualTo(new Refused(at));
                }
            }
        } catch (StoreUnavailableException e) {
            deaths++;
        }
    }

    private long stored() {
        return cassandra.store().register(journal, 7, 0);
    }

    private Commit commit(int from, int to) {
        return new Commit(journal, from, to, Samples.cells(samples.subList(from, to)));
    }

    private void verify() {
        List<StreamId> streams = samples.stream().map(Sample::stream).distinct().toList();
        for (Rollup rollup : Rollup.values()) {
            var stored = cassandra.store().numeric(Samples.ACCOUNT, streams, rollup, 0, T / 1000 + 86_400);
            for (StreamId stream : streams) {
                StoreUnderTest.verify(
                        stored.getOrDefault(stream, List.of()), Samples.reference(samples, stream, rollup));
            }
        }
    }
}
