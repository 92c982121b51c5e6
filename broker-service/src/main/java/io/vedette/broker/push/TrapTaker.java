package io.vedette.broker.push;

import io.vedette.broker.intake.Sample;

/** Takes the values of a document as they are read. */
@FunctionalInterface
interface TrapTaker {

    /** What a value does to those of its stream before it: {@code _fl}. */
    enum Way {
        REPLACES,
        /** {@code ~}: the period's value is the mean. */
        IS_AVERAGED,
        /** {@code +}: the stream's value is the running total. */
        IS_ADDED
    }

    void take(Sample sample, Way way);
}
