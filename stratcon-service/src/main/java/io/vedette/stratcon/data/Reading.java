package io.vedette.stratcon.data;

import io.vedette.service.problem.Problem;
import io.vedette.stratcon.store.StoreUnavailableException;
import java.util.function.Supplier;

/** Asks the store; when it is away, the caller is told so. */
final class Reading {

    private Reading() {}

    static <T> T of(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreUnavailableException e) {
            throw Problem.unavailable("the rollup store does not answer now");
        }
    }
}
