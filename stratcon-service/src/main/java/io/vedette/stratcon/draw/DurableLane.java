package io.vedette.stratcon.draw;

import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import io.vedette.contracts.feed.Position;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.ledger.LedgerTally;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.RollupStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * From the journal into the rollup store. Begins where the store says; a store that does not answer is waited for with the connection held, so that
 * the broker keeps what is not stored. While a commit is made the next is prepared and the lane draws for the one after that. A commit that another owner made
 * impossible ends the connection.
 */
final class DurableLane implements Lane {
    private final long brokerId;
    private final BrokerClient broker;
    private final RollupStore store;
    private final Skew skew;
    private final Clock clock;
    private final DrawSettings settings;
    private final DrawMetrics metrics;
    private final StreamNames names;
    private final LaneFigures figures;
    private final AtomicReference<@Nullable StoredPosition> stored;
    private final StorePatience patience;
    private final OpenFeed feed = new OpenFeed();
    /** Our clock when a heartbeat last came and no batch since; belongs to the lane's thread. */
    private long quietSinceMs = -1;
    /** Whether what came last is old; belongs to the lane's thread. */
    private boolean behind;

    DurableLane(
            long brokerId,
            BrokerClient broker,
            RollupStore store,
            DrawTools tools,
            Skew skew,
            AtomicReference<@Nullable StoredPosition> stored) {
        this.brokerId = brokerId;
        this.broker = broker;
        this.store = store;
        this.skew = skew;
        this.stored = stored;
        clock = tools.clock();
        settings = tools.settings();
        metrics = tools.metrics();
        names = tools.names();
        figures = new LaneFigures(LaneKind.DURABLE, clock.millis());
        patience = new StorePatience(new Patience(figures, Duration.ofSeconds(2)), metrics);
    }

    @Override
    public LaneFigures figures() {
        return figures;
    }

    @Override
    public void draw(StopSign stop) throws IOException, InterruptedException {
        skew.measureOnce(broker::clock);
        OpenedLane lane = broker.open(LaneKind.DURABLE);
        figures.connected(clock.millis());
        long begin = patience.ask(stop, () -> store.register(lane.journal(), brokerId, lane.begin()));
        if (begin > lane.end()) {
            throw new IOException("journal " + lane.journal() + " ends at " + lane.end() + ", but is stored up to "
                    + begin + ": it is not the journal it was");
        }
        Drawn drawn =
                new Drawn(lane.journal(), begin, settings, names, new LedgerTally(brokerId, metrics.liveTallies()));
        acknowledge(lane, begin);
        quietSinceMs = -1;
        Commits commits = new Commits(store, patience, metrics, stop, (samples, to) -> {
            figures.counted(samples);
            acknowledge(lane, to);
        });
        feed.read(broker.durable(lane, begin), frames -> read(frames, drawn, commits, stop));
    }

    private void read(FrameStream frames, Drawn drawn, Commits commits, StopSign stop)
            throws IOException, InterruptedException {
        try {
            while (!stop.isRaised()) {
                take(frames.next(), drawn);
                commits.check();
                if (drawn.isDue(behind)) {
                    commits.begin(drawn.take());
                }
            }
        } finally {
            try {
                if (stop.isRaised() && drawn.isOpen()) {
                    commits.begin(drawn.take());
                }
            } finally {
                commits.end();
            }
        }
    }

    private void take(FeedFrame frame, Drawn drawn) throws IOException {
        switch (frame) {
            case BatchFrame batch -> {
                if (batch.offset() < drawn.to()) {
                    throw new IOException("the feed went back from " + drawn.to() + " to " + batch.offset());
                }
                figures.took(batch.batch().length);
                quietSinceMs = -1;
                fold(batch, drawn);
            }
            case Mark mark -> drawn.mark(mark);
            case Gap gap -> {
                metrics.gap(gap.to() - gap.from());
                drawn.moveTo(gap.to());
            }
            case Heartbeat heartbeat -> {
                figures.ends(heartbeat.endOffset(), 0);
                if (heartbeat.endOffset() <= drawn.to()) {
                    behind = false;
                    figures.covered(skew.ours(heartbeat.brokerClockMs()));
                } else if (quietSinceMs >= 0) {
                    // Records that no lane delivers lie between here and the end.
                    figures.covered(quietSinceMs);
                }
                quietSinceMs = skew.ours(heartbeat.brokerClockMs());
            }
        }
    }

    private void fold(BatchFrame batch, Drawn drawn) {
        try {
            drawn.batch(batch, clock.millis());
        } catch (MalformedBatchException e) {
            metrics.malformed(brokerId, e);
        }
        long journaled = skew.ours(batch.journaledMs());
        behind = clock.millis() - journaled > settings.oldAfter().toMillis();
        figures.covered(journaled);
    }

    private void acknowledge(OpenedLane lane, long offset) {
        figures.at(lane.journal(), offset);
        stored.set(new StoredPosition(lane.session(), new Position(lane.journal(), offset)));
    }

    @Override
    public OpenFeed feed() {
        return feed;
    }
}
