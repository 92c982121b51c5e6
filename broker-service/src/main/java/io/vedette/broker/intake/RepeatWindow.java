package io.vedette.broker.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers the timestamped samples of the last hour or so, so that one that is sent again is not journaled twice. A sample on its way to the disk is
 * remembered with the appends that carry it: who sends it again meanwhile is answered with their outcome, never before. One that is later than all of its
 * stream before it is new without a look at any other.
 */
final class RepeatWindow {
    /** Each is looked into for each sample. */
    private static final int SLICES = 4;

    private final long sliceMs;
    private final int sliceEntries;
    /** All below is guarded by this. */
    private final LastTimes lasts = new LastTimes();

    private final InFlight inFlight = new InFlight();
    /** Whose samples stand among those in flight when somebody looks for one that is not the latest of its stream, not before. */
    private final Set<Claim> open = new LinkedHashSet<>();

    private final ArrayDeque<Slice> slices = new ArrayDeque<>();

    private record Slice(long beginMs, HashLog hashes) {}

    RepeatWindow(Duration window, int maxEntries) {
        sliceMs = Math.max(1, window.toMillis() / SLICES);
        sliceEntries = Math.max(1, maxEntries / SLICES);
    }

    /** What a submission may journal, and whose appends it must wait for besides its own. */
    static final class Claim {
        private final CompletableFuture<Void> own;
        private final Set<CompletableFuture<Void>> others = new HashSet<>();
        /** Guarded by the window, as is their number and how many of them stand among those in flight. */
        private final long[] hashes;

        private int size;
        private int looked;

        /**
         * @param most samples it may be for
         */
        Claim(CompletableFuture<Void> own, int most) {
            this.own = own;
            hashes = new long[most];
        }

        CompletableFuture<Void> own() {
            return own;
        }

        Set<CompletableFuture<Void>> others() {
            return others;
        }

        private void add(long hash) {
            hashes[size++] = hash;
        }
    }

    /**
     * Claims samples for the submission; those that are in the journal or on their way there are taken out. {@link #release} ends the claim.
     *
     * @return how many those are
     */
    synchronized int claim(BatchBuilder samples, Claim claim) {
        open.add(claim);
        return samples.removeTimedIf((stream, timeMs, hash) -> !isNew(stream, timeMs, hash, claim));
    }

    private boolean isNew(long stream, long timeMs, long hash, Claim claim) {
        if (!lasts.advances(stream, timeMs) && isKnown(hash, claim)) {
            return false;
        }
        claim.add(hash);
        return true;
    }

    private boolean isKnown(long hash, Claim claim) {
        open.forEach(this::look);
        Claim carrier = inFlight.get(hash);
        if (carrier != null) {
            if (!carrier.equals(claim)) {
                claim.others.add(carrier.own);
            }
            return true;
        }
        return slices.stream().anyMatch(slice -> slice.hashes().contains(hash));
    }

    private void look(Claim claim) {
        while (claim.looked < claim.size) {
            inFlight.put(claim.hashes[claim.looked++], claim);
        }
    }

    /** The append that carried these ended: they are stored, or free to be sent again once their claim is released. */
    synchronized void settle(long[] hashes, boolean stored, long nowMs) {
        if (stored) {
            for (long hash : hashes) {
                newest(nowMs).hashes().add(hash);
            }
        }
    }

    /** All appends of the claim ended. */
    synchronized void release(Claim claim) {
        open.remove(claim);
        for (int i = 0; i < claim.looked; i++) {
            inFlight.remove(claim.hashes[i]);
        }
    }

    /** Remembers a sample found in the journal. */
    synchronized void remember(long stream, long timeMs, long hash, long journaledMs) {
        lasts.advances(stream, timeMs);
        newest(journaledMs).hashes().add(hash);
    }

    synchronized int size() {
        return slices.stream().mapToInt(slice -> slice.hashes().size()).sum();
    }

    private Slice newest(long nowMs) {
        Slice last = slices.peekLast();
        if (last == null || nowMs - last.beginMs() >= sliceMs || last.hashes().size() >= sliceEntries) {
            last = new Slice(nowMs, new HashLog());
            slices.addLast(last);
        }
        // One slice more than the window is long: the oldest may still hold samples that are younger than the window.
        while (slices.size() > SLICES + 1) {
            slices.removeFirst();
        }
        return last;
    }
}
