package io.vedette.stratcon.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same for several things at once, but never more than so many, whoever asks. Safe for many threads. */
final class AtOnce {
    private final Semaphore turns;

    AtOnce(int most) {
        turns = new Semaphore(most);
    }

    /** Ends when all have ended; throws what the first that failed threw. */
    <T, R> List<R> each(Collection<T> things, Function<T, R> doing) {
        if (things.size() < 2) {
            return things.stream().map(doing).toList();
        }
        List<CompletableFuture<R>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (T thing : things) {
                results.add(CompletableFuture.supplyAsync(() -> inTurn(doing, thing), threads));
            }
        }
        try {
            return results.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private <T, R> R inTurn(Function<T, R> doing, T thing) {
        turns.acquireUninterruptibly();
        try {
            return doing.apply(thing);
        } finally {
            turns.release();
        }
    }
}
