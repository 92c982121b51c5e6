package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.contracts.proto.feeds.LaneState;
import io.vedette.service.identity.Caller;
import io.vedette.stratcon.clock.ServerClocks;
import io.vedette.stratcon.clock.ServerClocks.ServerSkew;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the lanes, for those who run the suite. */
@RestController
class FeedsEndpoint {
    private final Draws draws;
    private final OtherFeeds others;
    private final ServerClocks clocks;

    FeedsEndpoint(Draws draws, OtherFeeds others, ServerClocks clocks) {
        this.draws = draws;
        this.others = others;
        this.clocks = clocks;
    }

    /**
     * @param skewMs broker's clock minus this stratcon's
     * @param at epoch ms
     */
    record Feed(long broker, String name, String stratcon, long at, long skewMs, List<LaneView> lanes) {}

    /**
     * @param lane durable, live or control
     * @param since when the present state began, epoch ms
     * @param journal id of the broker's journal; empty when not known yet
     * @param offset position reached
     * @param lagMs age of what is not through this lane yet
     * @param dropped batches dropped because they were older than 10 s
     */
    record LaneView(
            String lane,
            boolean connected,
            long since,
            String journal,
            long offset,
            long lagBytes,
            long lagMs,
            double bytesPerSecond,
            long batches,
            long samples,
            long dropped,
            String lastError) {

        static LaneView of(LaneState lane) {
            return new LaneView(
                    lane.getLane(),
                    lane.getConnected(),
                    lane.getSinceMs(),
                    lane.getJournalId(),
                    lane.getOffset(),
                    lane.getLagBytes(),
                    lane.getLagMs(),
                    lane.getBytesPerSecond(),
                    lane.getBatches(),
                    lane.getSamples(),
                    lane.getDroppedBatches(),
                    lane.getLastError());
        }
    }

    /** Every broker that is drawn, by whichever stratcon; while Kafka is away those of this one alone. 403 for who does not run the suite. */
    @GetMapping("/api/feeds")
    List<Feed> feeds(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        Map<Long, BrokerFeed> feeds = new TreeMap<>();
        others.all().forEach(feed -> feeds.put(feed.getBrokerId(), feed));
        draws.feeds().forEach(feed -> feeds.put(feed.getBrokerId(), feed));
        return feeds.values().stream().map(FeedsEndpoint::feed).toList();
    }

    /** How far the clocks of the store and of Kafka are ahead of this stratcon's, ms; 403 below the role admin. */
    @GetMapping("/api/feeds/clocks")
    List<ServerSkew> clocks(@AuthenticationPrincipal Caller caller) {
        caller.needsToRunTheSuite();
        return clocks.all();
    }

    private static Feed feed(BrokerFeed feed) {
        return new Feed(
                feed.getBrokerId(),
                feed.getBrokerName(),
                feed.getStratcon(),
                feed.getAtMs(),
                feed.getSkewMs(),
                feed.getLanesList().stream().map(LaneView::of).toList());
    }
}
