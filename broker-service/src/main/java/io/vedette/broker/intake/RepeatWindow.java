package io.vedette.broker.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers the timestamped samples of the last hour or so, so that one that is sent again is not journaled twice. A sample on its way to the disk is
 * remembered with the append that carries it: who sends it again meanwhile is answered with that append's outcome, never before.
 */
final class RepeatWindow {
    /** Each is looked into for each sample. */
    private static final int SLICES = 4;

    private final long sliceMs;
    private final int sliceEntries;
    /** All below is guarded by this. */
    private final InFlight inFlight = new InFlight();

    private final ArrayDeque<Slice> slices = new ArrayDeque<>();

    private record Slice(long beginMs, HashSet64 hashes) {}

    RepeatWindow(Duration window, int maxEntries) {
        sliceMs = Math.max(1, window.toMillis() / SLICES);
        sliceEntries = Math.max(1, maxEntries / SLICES);
    }

    /** What a submission may journal, and whose appends it must wait for besides its own. */
    static final class Claim {
        private final CompletableFuture<Void> own;
        private final Set<CompletableFuture<Void>> others = new HashSet<>();

        Claim(CompletableFuture<Void> own) {
            this.own = own;
        }

        Set<CompletableFuture<Void>> others() {
            return others;
        }
    }

    /**
     * Claims samples for the submission; those that are in the journal or on their way there are taken out.
     *
     * @return how many those are
     */
    synchronized int claim(BatchBuilder samples, Claim claim) {
        return samples.removeTimedIf(hash -> !isNew(hash, claim));
    }

    private boolean isNew(long hash, Claim claim) {
        Claim carrier = inFlight.get(hash);
        if (carrier != null) {
            if (!carrier.equals(claim)) {
                claim.others.add(carrier.own);
            }
            return false;
        }
        for (Slice slice : slices) {
            if (slice.hashes().contains(hash)) {
                return false;
            }
        }
        inFlight.put(hash, claim);
        return true;
    }

    /** The append that carried these ended: they are stored, or free to be sent again. */
    synchronized void settle(long[] hashes, boolean stored, long nowMs) {
        for (long hash : hashes) {
            inFlight.remove(hash);
            if (stored) {
                newest(nowMs).hashes().add(hash);
            }
        }
    }

    /** Remembers a sample found in the journal. */
    synchronized void remember(long hash, long journaledMs) {
        newest(journaledMs).hashes().add(hash);
    }

    synchronized int size() {
        return slices.stream().mapToInt(slice -> slice.hashes().size()).sum();
    }

    private Slice newest(long nowMs) {
        Slice last = slices.peekLast();
        if (last == null || nowMs - last.beginMs() >= sliceMs || last.hashes().size() >= sliceEntries) {
            last = new Slice(nowMs, new HashSet64());
            slices.addLast(last);
        }
        // One slice more than the window is long: the oldest may still hold samples that are younger than the window.
        while (slices.size() > SLICES + 1) {
            slices.removeFirst();
        }
        return last;
    }
}
