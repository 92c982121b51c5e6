package io.vedette.broker.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of every HTTPTrap answer.
 *
 * @param stats values that are in the journal now
 * @param filtered values that were turned away
 * @param repeat of the stats those the journal held already
 * @param error what was wrong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrapAnswer(
        @Nullable Integer stats,
        @Nullable Integer filtered,
        @Nullable Integer repeat,
        @Nullable String error) {

    static TrapAnswer error(String error) {
        return new TrapAnswer(null, null, null, error);
    }
}
