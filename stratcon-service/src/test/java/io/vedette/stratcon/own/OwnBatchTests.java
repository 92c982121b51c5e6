package io.vedette.stratcon.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.stratcon.clock.ServerClocks;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnBatchTests {
    private static final long NOW = 1_750_000_000_000L;

    private final OwnBatch batch = new OwnBatch(
            new SimpleMeterRegistry(),
            new ServerClocks(Clock.systemUTC(), new SimpleMeterRegistry()),
            Duration.ofSeconds(10));

    @Test
    void saysConnectedWhenBothLanesAre() {
        assertThat(said(true, 0, true, 0)).containsEntry("broker`3`connected", 1.0);
    }

    @Test
    void saysNothingWhileALaneMayComeBack() {
        assertThat(said(false, 10_000, true, 0)).doesNotContainKey("broker`3`connected");
        assertThat(said(false, 10_000, true, 0)).containsEntry("broker`3`lag_seconds", 2.5);
    }

    @Test
    void saysCutWhenALaneIsGoneForLonger() {
        assertThat(said(true, 60_000, false, 10_001)).containsEntry("broker`3`connected", 0.0);
    }

    private Map<String, Double> said(boolean durable, long durableForMs, boolean live, long liveForMs) {
        BrokerFeed feed = BrokerFeed.newBuilder()
                .setBrokerId(3)
                .addLanes(lane("durable", durable, durableForMs))
                .addLanes(lane("live", live, liveForMs))
                .addLanes(lane("control", false, 1_000_000))
                .build();
        Check check = Check.newBuilder().setUuid(UUID.randomUUID().toString()).build();
        BatchReader reader = new BatchReader(batch.write(check, List.of(feed), NOW));
        Map<String, Double> said = new HashMap<>();
        while (reader.nextStream()) {
            while (reader.nextSample()) {
                said.put(reader.name(), reader.real());
            }
        }
        return said;
    }

    private static LaneState lane(String name, boolean connected, long forMs) {
        return LaneState.newBuilder()
                .setLane(name)
                .setConnected(connected)
                .setSinceMs(NOW - forMs)
                .setLagMs(2_500)
                .build();
    }
}
