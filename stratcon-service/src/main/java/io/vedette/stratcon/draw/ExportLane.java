package io.vedette.stratcon.draw;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MalformedBatchException;
import io.vedette.contracts.feed.FeedFrame;
import io.vedette.contracts.feed.FeedFrame.BatchFrame;
import io.vedette.contracts.feed.FeedFrame.Gap;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import io.vedette.contracts.feed.FeedFrame.Mark;
import io.vedette.contracts.feed.Position;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.draw.Patience.UnansweredException;
import io.vedette.stratcon.export.InfluxSettings;
import io.vedette.stratcon.export.InfluxWriter;
import io.vedette.stratcon.export.LineProtocol;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

/**
 * From the journal to an InfluxDB, as a subscriber of its own: it goes on from where the broker says that it was, and tells the broker only what the taker
 * has answered, so that nothing is left out and little comes twice. A taker that is away is waited for with the connection held.
 */
final class ExportLane implements Lane {
    private final BrokerClient broker;
    private final InfluxSettings settings;
    private final InfluxWriter writer;
    private final Skew skew;
    private final Clock clock;
    private final DrawTools tools;
    private final LaneFigures figures;
    private final Patience patience;
    private final OpenFeed feed = new OpenFeed();

    ExportLane(BrokerClient broker, InfluxSettings settings, InfluxWriter writer, DrawTools tools, Skew skew) {
        this.broker = broker;
        this.settings = settings;
        this.writer = writer;
        this.tools = tools;
        this.skew = skew;
        clock = tools.clock();
        figures = new LaneFigures(LaneKind.EXPORT, clock.millis());
        patience = new Patience(figures, Duration.ofSeconds(5));
    }

    @Override
    public LaneFigures figures() {
        return figures;
    }

    @Override
    public void draw(StopSign stop) throws IOException, InterruptedException {
        OpenedLane lane = broker.open(LaneKind.DURABLE, settings.subscriber());
        figures.connected(clock.millis());
        long from = Math.max(lane.begin(), lane.checkpoint());
        feed.read(broker.durable(lane, from), frames -> new Round(lane, from).read(frames, stop));
    }

    /** One connection's lines. Belongs to the lane's thread. */
    private final class Round {
        private final OpenedLane lane;
        private final LineProtocol lines = new LineProtocol();
        private long taken;
        private long to;
        private long since = System.nanoTime();

        Round(OpenedLane lane, long from) {
            this.lane = lane;
            taken = from;
            to = from;
        }

        void read(FrameStream frames, StopSign stop) throws IOException, InterruptedException {
            while (!stop.isRaised()) {
                take(frames.next());
                boolean waited = System.nanoTime() - since >= settings.every().toNanos();
                if (to > taken && (waited || lines.lines() >= settings.lines())) {
                    write(stop);
                }
            }
        }

        private void take(FeedFrame frame) {
            switch (frame) {
                case BatchFrame batch -> {
                    moveTo(batch.nextOffset());
                    figures.took(batch.batch().length);
                    figures.covered(skew.ours(batch.journaledMs()));
                    add(batch);
                }
                case Mark mark -> moveTo(mark.nextOffset());
                case Gap gap -> {
                    tools.metrics().gap(gap.to() - gap.from());
                    moveTo(gap.to());
                }
                case Heartbeat heartbeat -> {
                    figures.ends(heartbeat.endOffset(), 0);
                    if (heartbeat.endOffset() <= to) {
                        figures.covered(skew.ours(heartbeat.brokerClockMs()));
                    }
                }
            }
        }

        /** What is no batch was counted by the lane of the store. */
        private void add(BatchFrame batch) {
            try {
                lines.add(new BatchReader(batch.batch()));
            } catch (MalformedBatchException passedOver) {
                figures.trouble("a batch is passed over: " + passedOver.getMessage());
            }
        }

        private void moveTo(long offset) {
            if (to == taken) {
                since = System.nanoTime();
            }
            to = Math.max(to, offset);
        }

        private void write(StopSign stop) throws IOException, InterruptedException {
            int count = lines.lines();
            String text = lines.take();
            if (count > 0) {
                post(text, count, stop);
            }
            figures.counted(count);
            broker.acknowledge(lane.session(), new Position(lane.journal(), to));
            taken = to;
            figures.at(lane.journal(), to);
        }
    }

    /** Until they are taken. */
    private void post(String text, int count, StopSign stop) throws IOException, InterruptedException {
        patience.ask(stop, () -> {
            try {
                writer.write(text, count);
                return count;
            } catch (IOException e) {
                throw new UnansweredException("lines are not taken: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public OpenFeed feed() {
        return feed;
    }
}
