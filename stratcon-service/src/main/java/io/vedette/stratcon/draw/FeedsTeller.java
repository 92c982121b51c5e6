package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.feeds.BrokerFeed;
import io.vedette.stratcon.mq.MessageQueue;
import io.vedette.stratcon.mq.MqPhases;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/** Tells the queue, each second, how every broker's lanes are. Waits with the queue while Kafka is away. */
final class FeedsTeller implements SmartLifecycle {
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Draws draws;
    private final MessageQueue queue;
    private volatile boolean running;
    private Thread thread = new Thread();

    FeedsTeller(Draws draws, MessageQueue queue) {
        this.draws = draws;
        this.queue = queue;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("feeds").start(this::tell);
    }

    private void tell() {
        try {
            while (running) {
                for (BrokerFeed feed : draws.feeds()) {
                    queue.publish(feed);
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return MqPhases.PRODUCING;
    }
}
