package io.vedette.stratcon.draw;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import io.vedette.contracts.feed.Position;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.mq.MessageQueue;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From the journal's end onto the queue, byte for byte, each batch stamped with where it stands and whether it is old. While the queue is full nothing
 * is read, and the broker drops by age.
 */
final class LiveLane implements Lane {
    private final long brokerId;
    private final BrokerClient broker;
    private final MessageQueue queue;
    private final Skew skew;
    private final DrawTools tools;
    private final LaneFigures figures;
    private final OpenFeed feed = new OpenFeed();
    /** Belongs to the lane's thread. */
    private @Nullable Position last;

    LiveLane(long brokerId, BrokerClient broker, MessageQueue queue, DrawTools tools, Skew skew) {
        this.brokerId = brokerId;
        this.broker = broker;
        this.queue = queue;
        this.tools = tools;
        this.skew = skew;
        figures = new LaneFigures(LaneKind.LIVE, tools.clock().millis());
    }

    @Override
    public LaneFigures figures() {
        return figures;
    }

    @Override
    public void draw(StopSign stop) throws IOException, InterruptedException {
        skew.measureOnce(broker::clock);
        OpenedLane lane = broker.open(LaneKind.LIVE);
        Position resume = last != null && last.journal().equals(lane.journal()) ? last : null;
        feed.read(broker.live(lane, resume), frames -> {
            figures.connected(tools.clock().millis());
            while (!stop.isRaised()) {
                take(frames.next(), lane.journal());
            }
        });
    }

    private void take(FeedFrame frame, UUID journal) throws InterruptedException {
        switch (frame) {
            case BatchFrame batch -> {
                figures.took(batch.batch().length);
                figures.at(journal, batch.nextOffset());
                publish(batch, journal);
                figures.covered(skew.ours(batch.journaledMs()));
                last = new Position(journal, batch.nextOffset());
            }
            case Gap gap -> figures.at(journal, gap.to());
            case Mark mark -> figures.at(journal, mark.nextOffset());
            case Heartbeat heartbeat -> {
                figures.ends(heartbeat.endOffset(), heartbeat.droppedBatches());
                figures.covered(skew.ours(heartbeat.brokerClockMs()));
            }
        }
    }

    private void publish(BatchFrame batch, UUID journal) throws InterruptedException {
        try {
            BatchReader header = new BatchReader(batch.batch());
            long ageMs = tools.clock().millis() - skew.ours(header.receivedMs());
            boolean old = ageMs > tools.settings().oldAfter().toMillis();
            if (header.kind() == BatchKind.PERIOD) {
                tools.metrics().live(brokerId, batch.journaledMs(), old);
            }
            queue.publish(header, batch.batch(), new Position(journal, batch.offset()), old, brokerId);
        } catch (MalformedBatchException e) {
            tools.metrics().malformed(brokerId, e);
        }
    }

    @Override
    public OpenFeed feed() {
        return feed;
    }
}
