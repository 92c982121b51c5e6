package io.vedette.stratcon.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.vedette.contracts.batch.StreamId;
import io.vedette.stratcon.field.Batch;
import io.vedette.stratcon.field.UnsteadyStore;
import io.vedette.stratcon.rollup.Rollup;
import io.vedette.stratcon.store.RollupStore;
import io.vedette.stratcon.store.TestStores;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnJournalTests {
    private static final long BASE_MS = 1_750_000_000_000L;

    private final UUID check = UUID.randomUUID();

    @Test
    void countsEverySampleOnceThoughTheStoreLosesItsLine() {
        try (HikariDataSource pool = TestStores.newPool()) {
            RollupStore store = TestStores.postgres(pool);
            UnsteadyStore unsteady = new UnsteadyStore(store, new Random(7));
            OwnJournal journal = new OwnJournal(unsteady);
            for (int i = 0; i < 100; i++) {
                long at = BASE_MS + i;
                journal.append(Batch.of(check, at, batch -> batch.stream("a").real(at, 1)), at);
                journal.commit();
            }
            while (!journal.commit() || journal.isOpen()) {
                assertThat(unsteady.breaks()).isLessThan(1000);
            }
            StreamId stream = new StreamId(check, "a");
            assertThat(unsteady.breaks()).isPositive();
            assertThat(store.numeric(Batch.ACCOUNT, List.of(stream), Rollup.DAY, 0, 2_000_000_000)
                            .get(stream))
                    .singleElement()
                    .satisfies(cell -> assertThat(cell.cell().count()).isEqualTo(100));
        }
    }
}
