package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One call of the engine: what it throws becomes {@link StoreUnavailableException}. */
final class Attempt {

    private Attempt() {}

    static <T> T at(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (DataAccessException | TransactionException | DriverException e) {
            throw new StoreUnavailableException("the store did not answer for " + what, e);
        }
    }
}
