package io.vedette.stratcon.draw;

import io.vedette.stratcon.draw.Patience.UnansweredException;
import io.vedette.stratcon.store.StoreFullException;
import io.vedette.stratcon.store.StoreUnavailableException;
import java.io.IOException;
import java.util.function.Supplier;

/** Asks the store until it answers. */
record StorePatience(Patience patience, DrawMetrics metrics) {

    /**
     * @throws IOException when stopped without an answer
     */
    <T> T ask(StopSign stop, Supplier<T> question) throws IOException, InterruptedException {
        return patience.ask(stop, () -> {
            try {
                return question.get();
            } catch (StoreUnavailableException e) {
                metrics.storeAway(e);
                throw new UnansweredException(
                        e instanceof StoreFullException ? String.valueOf(e.getMessage()) : "the store does not answer",
                        e);
            }
        });
    }
}
