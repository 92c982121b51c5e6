package io.vedette.stratcon.draw;

import io.vedette.contracts.proto.feeds.LaneState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a lane is doing. Written by the lane's thread, read by others; guarded by itself. */
final class LaneFigures {
    private final LaneKind lane;
    private boolean connected;
    private long sinceMs;
    private @Nullable UUID journal;
    private long offset;
    private long end;
    private long coveredMs;
    private long bytes;
    private long batches;
    private long samples;
    private long droppedBefore;
    private long dropped;
    private String lastError = "";
    private long bytesAtTick;
    private double bytesPerSecond;

    LaneFigures(LaneKind lane, long nowMs) {
        this.lane = lane;
        sinceMs = nowMs;
        coveredMs = nowMs;
    }

    synchronized void connected(long nowMs) {
        connected = true;
        sinceMs = nowMs;
        lastError = "";
    }

    /**
     * @return whether it was connected before
     */
    synchronized boolean disconnected(long nowMs, String error) {
        boolean before = connected;
        if (before) {
            sinceMs = nowMs;
        }
        connected = false;
        lastError = error;
        droppedBefore += dropped;
        dropped = 0;
        return before;
    }

    /** Something is wrong beyond the connection. */
    synchronized void trouble(String error) {
        lastError = error;
    }

    synchronized void at(UUID newJournal, long newOffset) {
        journal = newJournal;
        offset = newOffset;
        end = Math.max(end, newOffset);
    }

    synchronized void took(int batchBytes) {
        bytes += batchBytes;
        batches++;
    }

    synchronized void counted(long moreSamples) {
        samples += moreSamples;
    }

    synchronized void ends(long newEnd, long droppedBatches) {
        end = newEnd;
        dropped = droppedBatches;
    }

    /** Everything the broker had until then is through this lane; our clock, epoch ms. */
    synchronized void covered(long ms) {
        coveredMs = Math.max(coveredMs, ms);
    }

    synchronized boolean isConnected() {
        return connected;
    }

    synchronized long lagMs(long nowMs) {
        return Math.max(0, nowMs - coveredMs);
    }

    /** Once a second. */
    synchronized void tick() {
        bytesPerSecond = bytes - bytesAtTick;
        bytesAtTick = bytes;
    }

    synchronized LaneState state(long nowMs) {
        return LaneState.newBuilder()
                .setLane(lane.word())
                .setConnected(connected)
                .setSinceMs(sinceMs)
                .setJournalId(journal == null ? "" : journal.toString())
                .setOffset(offset)
                .setLagBytes(Math.max(0, end - offset))
                .setLagMs(lane == LaneKind.CONTROL ? 0 : lagMs(nowMs))
                .setBytesPerSecond(bytesPerSecond)
                .setBatches(batches)
                .setSamples(samples)
                .setDroppedBatches(droppedBefore + dropped)
                .setLastError(lastError)
                .build();
    }
}
