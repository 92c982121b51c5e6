package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.brokers.BrokerAddress;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.stratcon.clock.Skew;
import io.vedette.stratcon.export.InfluxSettings;
import io.vedette.stratcon.export.InfluxWriter;
import io.vedette.stratcon.mq.MessageQueue;
import io.vedette.stratcon.store.RollupStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/** One broker being drawn: its lanes, each on a thread of its own. Stop: raise the sign, cut the lanes, let the durable one commit, close. */
final class BrokerDraw {
    private final BrokerAddress address;
    private final DrawTools tools;
    private final BrokerClient client;
    private final Skew skew;
    private final StopSign stop = new StopSign();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Where what is drawn goes on to. */
    record Export(InfluxSettings settings, InfluxWriter writer) {}

    BrokerDraw(
            BrokerAddress address,
            SSLContext tls,
            RollupStore store,
            MessageQueue queue,
            DrawTools tools,
            ApplicationEventPublisher events,
            Optional<Export> export) {
        this.address = address;
        this.tools = tools;
        client = new BrokerClient(address, tls, tools.settings().stallTimeout());
        skew = new Skew(tools.clock());
        long id = address.getBrokerId();
        AtomicReference<@Nullable StoredPosition> stored = new AtomicReference<>();
        lanes.add(new DurableLane(id, client, store, tools, skew, stored));
        lanes.add(new LiveLane(id, client, queue, tools, skew));
        lanes.add(new ControlLane(id, client, stored, tools, skew, events));
        export.ifPresent(to -> lanes.add(new ExportLane(client, to.settings, to.writer, tools, skew)));
    }

    BrokerAddress address() {
        return address;
    }

    void start() {
        for (Lane lane : lanes) {
            String name = "draw-" + address.getBrokerId() + "-"
                    + lane.figures().state(0).getLane();
            LaneLoop loop = new LaneLoop(name, lane, stop, tools.clock(), tools.settings());
            threads.add(Thread.ofVirtual().name(name).start(loop));
        }
    }

    /** Once a second. */
    void tick() {
        lanes.forEach(lane -> lane.figures().tick());
    }

    BrokerFeed feed(String stratcon) {
        long now = tools.clock().millis();
        BrokerFeed.Builder feed = BrokerFeed.newBuilder()
                .setBrokerId(address.getBrokerId())
                .setBrokerName(address.getName())
                .setStratcon(stratcon)
                .setAtMs(now)
                .setSkewMs(skew.ms());
        lanes.forEach(lane -> feed.addLanes(lane.figures().state(now)));
        return feed.build();
    }

    /** Tells the lanes to end. */
    void stop() {
        stop.raise();
        lanes.forEach(lane -> lane.feed().cut());
    }

    /** Waits for them, five seconds each at most, and cuts what is left. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
            }
        }
        client.close();
    }
}
