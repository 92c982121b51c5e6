package io.vedette.streaming.viewer;

import io.vedette.streaming.viewer.StreamEvent.Dropped;
import io.vedette.streaming.viewer.StreamEvent.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer, in order. When it is full only the newest event of each slot stays; the viewer is told how many samples it lost before
 * it gets the next. Guarded by its own lock, under which nothing else happens.
 */
final class Mailbox {
    private final int limit;
    private final Deque<StreamEvent> waiting = new ArrayDeque<>();
    private long untold;

    /**
     * @param limit events; at least twice the slots, else there would be compacting at each event
     */
    Mailbox(int limit) {
        this.limit = limit;
    }

    /**
     * @return samples dropped to make room
     */
    synchronized long put(StreamEvent event) {
        waiting.addLast(event);
        if (waiting.size() <= limit) {
            return 0;
        }
        long dropped = keepNewest();
        untold += dropped;
        return dropped;
    }

    synchronized @Nullable StreamEvent poll() {
        if (untold > 0) {
            Dropped dropped = new Dropped(untold);
            untold = 0;
            return dropped;
        }
        return waiting.pollFirst();
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized boolean isOverfull() {
        return waiting.size() > limit;
    }

    private long keepNewest() {
        Set<Object> seen = new HashSet<>();
        List<StreamEvent> kept = new ArrayList<>();
        long dropped = 0;
        while (!waiting.isEmpty()) {
            StreamEvent event = waiting.removeLast();
            if (seen.add(event.slot())) {
                kept.add(event);
            } else if (event instanceof Sample) {
                dropped++;
            }
        }
        kept.forEach(waiting::addFirst);
        return dropped;
    }
}
