package io.vedette.stratcon.draw;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Work beside a lane: one piece at a time, in order. What goes wrong with one is thrown to the lane, once. Belongs to one thread at a time. */
final class InTurn {
    private final String name;
    private @Nullable FutureTask<?> underWay;

    /** Something to do. */
    @FunctionalInterface
    interface Piece {
        void run() throws IOException, InterruptedException;
    }

    InTurn(String name) {
        this.name = name;
    }

    /** Begins a piece as soon as the one before it has ended. */
    void begin(Piece piece) throws IOException, InterruptedException {
        end();
        FutureTask<?> begun = new FutureTask<>(() -> {
            piece.run();
            return true;
        });
        Thread.ofVirtual().name(name).start(begun);
        underWay = begun;
    }

    /** Throws what has gone wrong with a piece that has ended. */
    void check() throws IOException, InterruptedException {
        FutureTask<?> begun = underWay;
        if (begun != null && begun.isDone()) {
            end();
        }
    }

    /** Whether nothing is under way. */
    boolean rests() {
        return underWay == null;
    }

    /** Waits for the end of what is under way. */
    void end() throws IOException, InterruptedException {
        FutureTask<?> begun = underWay;
        if (begun == null) {
            return;
        }
        try {
            begun.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException other -> throw other;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            underWay = null;
        }
    }
}
