package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.contracts.batch.StreamId;
import io.vedette.local.servers.CassandraServer;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.CommitOutcome.Committed;
import io.vedette.stratcon.store.CommitOutcome.Refused;
import io.vedette.stratcon.store.Samples.Sample;
import io.vedette.testsupport.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes of which one dies, by kill -9, while two journals are written and places tended; later it comes back and another dies. */
@Tag("long")
class CassandraRingTests {
    private static final long T = 1_700_000_040_000L;
    private static final int ROUNDS = 300;

    @TempDir
    Path folder;

    private final List<UUID> journals = List.of(UUID.randomUUID(), UUID.randomUUID());
    private final StreamId stream = new StreamId(UUID.randomUUID(), "requests");
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void aNodeThatDiesWhileWritingLosesAndDoublesNothing() throws Exception {
        List<CassandraServer> ring = TestServers.cassandraRing(folder, 3);
        try (TestCassandra cassandra = TestCassandra.ofThree(
                        ring.stream().map(CassandraServer::contactPoint).toList());
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            RollupStore store = cassandra.store();
            journals.forEach(journal -> patiently(() -> store.register(journal, 7, 0)));
            List<Future<?>> writers = new ArrayList<>();
            journals.forEach(journal -> writers.add(threads.submit(() -> write(store, journal))));
            writers.add(threads.submit(() -> tend(store)));
            awaitWritten(ROUNDS / 3);
            ring.get(2).kill();
            awaitWritten(ROUNDS);
            ring.get(2).restart();
            awaitWritten(ROUNDS * 3 / 2);
            ring.get(1).kill();
            for (Future<?> writer : writers) {
                writer.get();
            }
            verify(store);
            patiently(() -> store.tend(Instant.ofEpochMilli(T).plus(Duration.ofDays(800))));
            verify(cassandra.store());
        } finally {
            ring.forEach(CassandraServer::close);
        }
    }

    private void write(RollupStore store, UUID journal) {
        for (int round = 0; round < ROUNDS; round++) {
            Commit commit = new Commit(journal, round, round + 1, Samples.cells(List.of(sample(journal, round))));
            assertThat(patiently(() -> store.commit(commit))).isIn(new Committed(), new Refused(commit.to()));
            written.incrementAndGet();
        }
    }

    private void tend(RollupStore store) {
        while (written.get() < 2 * ROUNDS) {
            patiently(() -> store.tend(Instant.ofEpochMilli(T + written.get() * 60_000L)));
        }
    }

    private Sample sample(UUID journal, int round) {
        return new Sample(stream, T + round * 60_000L + journals.indexOf(journal), round + 0.5);
    }

    private void awaitWritten(int commits) {
        await().atMost(Duration.ofMinutes(5)).until(() -> written.get() >= commits);
    }

    private void verify(RollupStore store) {
        List<Sample> all = new ArrayList<>();
        for (UUID journal : journals) {
            for (int round = 0; round < ROUNDS; round++) {
                all.add(sample(journal, round));
            }
        }
        for (Rollup rollup : Rollup.values()) {
            List<StoredNumeric> cells = patiently(
                            () -> store.numeric(Samples.ACCOUNT, List.of(stream), rollup, 0, T / 1000 + 10 * 86_400))
                    .getOrDefault(stream, List.of());
            StoreUnderTest.verify(cells, Samples.reference(all, stream, rollup));
        }
    }

    private static <T> T patiently(Supplier<T> call) {
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .ignoreException(StoreUnavailableException.class)
                .until(call::get, answer -> true);
    }
}
