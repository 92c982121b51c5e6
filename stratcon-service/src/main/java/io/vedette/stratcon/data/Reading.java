package io.vedette.stratcon.data;

import io.vedette.service.problem.Problem;
import io.vedette.stratcon.chunk.DamagedChunkException;
import io.vedette.stratcon.store.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks the store, few at once, so that questions leave it room to take what is drawn. When it does not answer, the caller is told so. */
final class Reading {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore turns;

    /**
     * @param atOnce questions that are asked at the same time
     */
    Reading(int atOnce) {
        turns = new Semaphore(atOnce, true);
    }

    <T> T of(Supplier<T> question) {
        boolean ours = false;
        try {
            ours = turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!ours) {
                throw Problem.unavailable("too many questions are being answered now");
            }
            return question.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the service is going down");
        } catch (StoreUnavailableException e) {
            throw Problem.unavailable("the rollup store does not answer now");
        } catch (DamagedChunkException e) {
            throw Problem.unavailable(String.valueOf(e.getMessage()));
        } finally {
            if (ours) {
                turns.release();
            }
        }
    }
}
