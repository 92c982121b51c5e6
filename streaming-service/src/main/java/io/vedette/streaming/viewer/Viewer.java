package io.vedette.streaming.viewer;

import io.vedette.contracts.feed.Position;
import io.vedette.streaming.viewer.StreamEvent.Heartbeat;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/** One connection: its mailbox, the line out, and what it has already been sent. */
final class Viewer {
    /** Partitions it reads already. Belongs to the tap's thread. */
    final Set<TopicPartition> joined = new HashSet<>();

    private final Map<Lane, Seen> seen = new HashMap<>();
    private final Map<Integer, Long> alertsSeen = new HashMap<>();
    private final View view;
    private final Mailbox mailbox;
    private final FluxSink<StreamEvent> line;
    private final ViewerMetrics metrics;
    private final AtomicInteger turns = new AtomicInteger();
    private volatile long tookAt = System.nanoTime();

    Viewer(View view, int backlog, FluxSink<StreamEvent> line, ViewerMetrics metrics) {
        this.view = view;
        this.mailbox = new Mailbox(Math.max(backlog, 4 * view.streams().size()));
        this.line = line;
        this.metrics = metrics;
        line.onRequest(wanted -> deliver());
    }

    View view() {
        return view;
    }

    /** Puts an event into the mailbox and sends what the line takes; never waits. */
    void offer(StreamEvent event) {
        metrics.dropped(mailbox.put(event));
        deliver();
    }

    /** Sends a heartbeat into long silence. */
    void keepAlive(Duration heartbeat) {
        if (mailbox.isEmpty() && System.nanoTime() - tookAt > heartbeat.toNanos()) {
            offer(new Heartbeat());
        }
    }

    /** Whether more different things wait than the mailbox may hold: nothing older is left to drop. */
    boolean isOverwhelmed() {
        return mailbox.isOverfull();
    }

    void end() {
        line.complete();
    }

    /**
     * Whether a record is new to this viewer: after a look back for another viewer, and after a stratcon began again a little earlier, records come
     * twice. Called by the tap's thread alone.
     *
     * @param position where in which journal the batch stands; null when that says nothing
     */
    boolean isNew(UUID check, int shard, long offset, @Nullable Position position) {
        Seen known = seen.computeIfAbsent(new Lane(check, shard), lane -> new Seen());
        return known.passes(offset, position);
    }

    /** The same for alerts. */
    boolean isNewAlert(int partition, long offset) {
        Long known = alertsSeen.get(partition);
        if (known != null && offset <= known) {
            return false;
        }
        alertsSeen.put(partition, offset);
        return true;
    }

    /** Kafka came back, perhaps with other offsets; the journals' positions still stand. */
    void forgetOffsets() {
        seen.values().forEach(known -> known.offset = -1);
        alertsSeen.clear();
    }

    private void deliver() {
        if (turns.getAndIncrement() != 0) {
            return;
        }
        int turn = 1;
        do {
            while (line.requestedFromDownstream() > 0) {
                StreamEvent event = mailbox.poll();
                if (event == null) {
                    break;
                }
                line.next(event);
                tookAt = System.nanoTime();
                metrics.sent(event);
            }
            turn = turns.addAndGet(-turn);
        } while (turn != 0);
    }

    /** The samples of a check's shard come in the order of their journal, in one partition. */
    private record Lane(UUID check, int shard) {}

    private static final class Seen {
        private long offset = -1;
        private @Nullable Position position;

        boolean passes(long recordOffset, @Nullable Position at) {
            if (recordOffset <= offset) {
                return false;
            }
            offset = recordOffset;
            if (at == null) {
                return true;
            }
            Position last = position;
            if (last != null && last.journal().equals(at.journal()) && at.offset() <= last.offset()) {
                return false;
            }
            position = at;
            return true;
        }
    }
}
