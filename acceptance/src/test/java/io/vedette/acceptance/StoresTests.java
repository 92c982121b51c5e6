package io.vedette.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Point 4: five rollups, exact, the open minute included. */
class StoresTests {
    private final Suite suite = Suite.shared();

    @Test
    void fiveRollupsAgreeOnWhatWasPushed() {
        Trap trap = Trap.create(suite);
        long hour = (Instant.now().getEpochSecond() / 3600) * 3600;
        // Half an hour of old samples with their own time, one each ten seconds, values 1 to 180.
        long first = (hour - 3600) * 1000;
        for (int block = 0; block < 18; block++) {
            StringBuilder body = new StringBuilder();
            for (int i = block * 10; i < block * 10 + 10; i++) {
                body.append("{\"v\":{\"_type\":\"n\",\"_value\":%d,\"_ts\":%d}}".formatted(i + 1, first + i * 10_000L));
            }
            trap.push(body.toString()).expect(200);
        }
        String stream = trap.stream("v");
        long start = (first / 1000 / 86400) * 86400;
        long end = start + 2 * 86400;
        Wait.untilAsserted(
                "everything is stored",
                () -> assertThat(Rollups.count(suite, stream, start, end, "1d")).isEqualTo(180));
        for (String rollup : List.of("1m", "5m", "30m", "1h", "1d")) {
            assertThat(Rollups.count(suite, stream, first / 1000 - 3600, end, rollup))
                    .as(rollup)
                    .isEqualTo(180);
        }
        assertThat(Rollups.values(suite, stream, first / 1000, first / 1000 + 60, "1m", "sum"))
                .containsExactly(21.0);
        assertThat(Rollups.values(suite, stream, first / 1000, first / 1000 + 1800, "30m", "max"))
                .containsExactly(180.0);
        assertThat(Rollups.values(suite, stream, first / 1000, first / 1000 + 300, "5m", "min"))
                .containsExactly(1.0);
    }

    @Test
    void theOpenMinuteIsAnswered() {
        Trap trap = Trap.create(suite);
        trap.push("{\"now\":5}").expect(200);
        long now = Instant.now().getEpochSecond();
        Wait.until(
                "the open minute shows",
                () -> Rollups.values(suite, trap.stream("now"), now - 60, now + 60, "1m", "last")
                        .contains(5.0));
    }

    @Test
    void apiV2DataHasTheRecordedShape() {
        Trap trap = Trap.create(suite);
        trap.push("{\"shape\":2.5}").expect(200);
        long now = Instant.now().getEpochSecond();
        Wait.untilAsserted("the cell is there", () -> {
            JsonNode answer = suite.door()
                    .get("/v2/data/" + trap.dataId("shape") + "?type=numeric&start=" + (now - 300) + "&end="
                            + (now + 60) + "&period=60")
                    .json(200);
            assertThat(answer.get("data").toString()).contains("2.5");
        });
    }

    @Test
    void nonsenseIsRefusedByName() {
        Trap trap = Trap.create(suite);
        String stream = Door.encode(trap.stream("x"));
        Answer answer = suite.door().get("/api/data?stream=" + stream + "&start=0&end=60&rollup=7m&function=count");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("rollup");
    }
}
