package io.vedette.observer.step;

/** What becomes of a file whose step failed. */
sealed interface FailurePolicy {

    /** To {@code trash/<plugin>.<step>}, with its tags. */
    record Keep() implements FailurePolicy {}

    record Delete() implements FailurePolicy {}

    /** Elsewhere; into a plain directory with its tags. */
    record Move(Destination destination) implements FailurePolicy {}
}
