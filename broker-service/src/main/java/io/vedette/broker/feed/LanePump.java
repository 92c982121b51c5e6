package io.vedette.broker.feed;

import io.vedette.broker.journal.Journal;
import io.vedette.contracts.feed.FeedFrame.Heartbeat;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Pushes a lane's chunks as fast as its reader takes them, on a virtual thread of its own: on append at once, a heartbeat after each burst and at least each
 * second. Ends when the session does, the reader goes, or the journal cannot be read.
 */
final class LanePump {
    private static final Logger log = LoggerFactory.getLogger(LanePump.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final Journal journal;
    private final FeedSession session;
    private final Lane lane;
    private final Clock clock;
    private long lastBeat = System.nanoTime() - BEAT.toNanos();

    LanePump(Journal journal, FeedSession session, Lane lane, Clock clock) {
        this.journal = journal;
        this.session = session;
        this.lane = lane;
        this.clock = clock;
    }

    /** The chunks, for one subscriber. */
    Flux<byte[]> chunks() {
        return Flux.create(this::start, FluxSink.OverflowStrategy.ERROR);
    }

    private void start(FluxSink<byte[]> sink) {
        sink.onRequest(more -> session.signal().raise());
        sink.onDispose(session.signal()::raise);
        Thread.ofVirtual().name("lane-" + session.number()).start(() -> run(sink));
    }

    private void run(FluxSink<byte[]> sink) {
        Runnable unsubscribe = journal.onCommit(session.signal()::raise);
        try (lane) {
            while (!session.isEnded() && !sink.isCancelled()) {
                step(sink);
            }
            sink.complete();
        } catch (InterruptedException | IOException | RuntimeException e) {
            log.atWarn().addKeyValue("session", session.number()).log("A lane broke off: {}", e.toString());
            sink.error(e);
        } finally {
            unsubscribe.run();
            session.endFeed();
        }
    }

    private void step(FluxSink<byte[]> sink) throws IOException, InterruptedException {
        if (sink.requestedFromDownstream() == 0) {
            session.signal().await(BEAT);
            return;
        }
        Chunk chunk = new Chunk();
        boolean drained = lane.fill(chunk);
        long untilBeat = BEAT.toNanos() - (System.nanoTime() - lastBeat);
        if (chunk.isEmpty() && untilBeat > 0) {
            session.signal().await(Duration.ofNanos(untilBeat));
            return;
        }
        if (drained || untilBeat <= 0) {
            chunk.add(new Heartbeat(clock.millis(), journal.end(), lane.dropped()));
            lastBeat = System.nanoTime();
        }
        sink.next(chunk.toBytes());
    }
}
