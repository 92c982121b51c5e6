package io.vedette.broker.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every HTTPTrap answer.
 *
 * @param stats values that are in the journal now
 * @param filtered values that were turned away
 * @param repeat of the stats those the journal held already
 * @param error what was wrong
 * @param metrics what was read, when the sender asks to see it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrapAnswer(
        @Nullable Integer stats,
        @Nullable Integer filtered,
        @Nullable Integer repeat,
        @Nullable String error,
        @Nullable Map<String, TrapEcho.Seen> metrics) {

    static TrapAnswer error(String error) {
        return new TrapAnswer(null, null, null, error, null);
    }
}
