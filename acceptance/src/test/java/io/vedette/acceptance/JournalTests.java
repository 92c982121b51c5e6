package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Point 3: what was answered is in the journal, and a gap heals itself. */
class JournalTests {
    private final Suite suite = Suite.shared();

    @Test
    void whatWasPushedWhileTheStratconWasAwayArrivesWhenItIsBack() {
        Trap trap = Trap.create(suite);
        long start = Instant.now().getEpochSecond();
        suite.kill("stratcon-service");
        for (int i = 1; i <= 100; i++) {
            trap.push("{\"numbered\":{\"_type\":\"l\",\"_value\":%d,\"_ts\":%d}}"
                            .formatted(i, Instant.now().toEpochMilli() - 1000 + i))
                    .expect(200);
        }
        Wait.untilAsserted(
                "the gap heals",
                () -> assertThat(Rollups.count(
                                suite,
                                trap.stream("numbered"),
                                start - 120,
                                Instant.now().getEpochSecond() + 60,
                                "1m"))
                        .isEqualTo(100));
    }

    @Test
    void whatWasAnsweredSurvivesABrokerThatIsKilled() {
        Trap trap = Trap.create(suite);
        long start = Instant.now().getEpochSecond();
        trap.push("{\"before\":1}").expect(200);
        suite.kill("broker-service");
        Wait.until("the broker is back", () -> trap.push("{\"after\":1}").status() == 200);
        Wait.untilAsserted("both are stored", () -> {
            long end = Instant.now().getEpochSecond() + 60;
            assertThat(Rollups.count(suite, trap.stream("before"), start - 120, end, "1m"))
                    .isEqualTo(1);
            assertThat(Rollups.count(suite, trap.stream("after"), start - 120, end, "1m"))
                    .isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void theFeedsTellTheirState() {
        Wait.untilAsserted(
                "both lanes are connected",
                () -> assertThat(suite.door().get("/api/feeds").json(200).toString())
                        .contains("\"durable\"")
                        .contains("\"live\"")
                        .contains("\"connected\":true"));
    }
}
