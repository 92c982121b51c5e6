package io.vedette.stratcon.draw;

import io.vedette.stratcon.clock.Skew;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** Tells the broker how far the store is, measures its clock, and opens the door through which it is handed its checks. */
final class ControlLane implements Lane {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final long brokerId;
    private final BrokerClient broker;
    private final AtomicReference<@Nullable StoredPosition> stored;
    private final DrawTools tools;
    private final Skew skew;
    private final ApplicationEventPublisher events;
    private final LaneFigures figures;
    private final OpenFeed feed = new OpenFeed();
    /** Belongs to the lane's thread. */
    private @Nullable StoredPosition acknowledged;

    ControlLane(
            long brokerId,
            BrokerClient broker,
            AtomicReference<@Nullable StoredPosition> stored,
            DrawTools tools,
            Skew skew,
            ApplicationEventPublisher events) {
        this.brokerId = brokerId;
        this.broker = broker;
        this.stored = stored;
        this.tools = tools;
        this.skew = skew;
        this.events = events;
        figures = new LaneFigures(LaneKind.CONTROL, tools.clock().millis());
    }

    @Override
    public LaneFigures figures() {
        return figures;
    }

    @Override
    public void draw(StopSign stop) throws IOException, InterruptedException {
        skew.measure(broker::clock);
        long measured = System.nanoTime();
        figures.connected(tools.clock().millis());
        events.publishEvent(new BrokerConnected(brokerId, broker));
        try {
            while (!stop.await(TICK)) {
                if (System.nanoTime() - measured > tools.settings().skewEvery().toNanos()) {
                    skew.measure(broker::clock);
                    measured = System.nanoTime();
                }
                acknowledge();
            }
            acknowledge();
        } finally {
            events.publishEvent(new BrokerGone(brokerId));
        }
    }

    private void acknowledge() throws IOException {
        StoredPosition reached = stored.get();
        if (reached == null || Objects.equals(reached, acknowledged)) {
            broker.clock(); // shows that the connection still stands
            return;
        }
        try {
            broker.acknowledge(reached.session(), reached.position());
        } catch (RefusedByBrokerException e) {
            if (!e.isConflict()) {
                throw e;
            }
            tools.metrics().superseded(brokerId);
        }
        acknowledged = reached;
        figures.at(reached.position().journal(), reached.position().offset());
    }

    /** None: its requests are short and have time limits of their own. */
    @Override
    public OpenFeed feed() {
        return feed;
    }
}
