package io.vedette.alerting.detect;

import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * For each broker a clock that runs only while its live lane is known to deliver: between two reports of its stratcon that both say so and are not
 * too far apart. It stands still while the broker is cut off, its stratcon is away or this service cannot read the reports, and runs again with the
 * first live record after it. Broker 0, a stratcon's own data, is live while any report comes. Thread-safe.
 */
class BrokerLiveness {
    private static final String LIVE_LANE = "live";
    private static final long STRATCON = 0;

    private final Map<Long, Liveness> brokers = new ConcurrentHashMap<>();
    private final Ticker ticker;
    private final long staleMs;

    BrokerLiveness(Ticker ticker, Duration staleAfter) {
        this.ticker = ticker;
        staleMs = staleAfter.toMillis();
    }

    /** What the stratcon said of the broker just now. */
    void reported(BrokerFeed feed) {
        long now = ticker.ms();
        LaneState lane = feed.getLanesList().stream()
                .filter(each -> each.getLane().equals(LIVE_LANE))
                .findFirst()
                .orElse(LaneState.getDefaultInstance());
        String session = feed.getStratcon() + "@" + lane.getSinceMs();
        // What the lane has not covered yet is not known to be silent.
        long covered = now - Math.max(0, lane.getLagMs());
        brokers.compute(feed.getBrokerId(), (id, held) -> next(held, lane, session, covered));
        brokers.compute(
                STRATCON, (id, held) -> new Liveness(true, true, "", 0, now, held == null ? 0 : held.at(now, staleMs)));
    }

    /** A live record of the broker has arrived. */
    void delivered(long brokerId) {
        brokers.computeIfPresent(
                brokerId, (id, held) -> held.flowing() || !held.connected() ? held : held.nowFlowing());
    }

    /** How long the broker was live so far, in ms; only differences mean something. */
    long liveMs(long brokerId) {
        Liveness held = brokers.get(brokerId);
        return held == null ? 0 : held.liveMs();
    }

    private Liveness next(@Nullable Liveness held, LaneState lane, String session, long covered) {
        boolean connected = lane.getConnected();
        if (held == null || !connected || !held.connected() || !held.session().equals(session)) {
            return new Liveness(
                    connected, false, session, lane.getBatches(), covered, held == null ? 0 : held.liveMs());
        }
        boolean flowing = held.flowing() || held.batches() != lane.getBatches();
        return new Liveness(
                true,
                flowing,
                session,
                lane.getBatches(),
                Math.max(covered, held.coveredAt()),
                held.at(covered, staleMs));
    }

    /**
     * @param flowing a live record came since the lane connected
     * @param session who draws the broker since when
     * @param batches as counted by the lane
     * @param coveredAt ticks up to which the lane has brought everything
     * @param liveMs live time up to then
     */
    private record Liveness(
            boolean connected, boolean flowing, String session, long batches, long coveredAt, long liveMs) {

        /** The live time when a further good report covers more. */
        long at(long covered, long staleMs) {
            long gap = covered - coveredAt;
            return flowing && gap > 0 && gap <= staleMs ? liveMs + gap : liveMs;
        }

        Liveness nowFlowing() {
            return new Liveness(true, true, session, batches, coveredAt, liveMs);
        }
    }
}
