package io.vedette.service.identity;

/** What was withdrawn of tokens that are signed and have not run out. */
@FunctionalInterface
public interface Revocations {

    /** As far as it is known here; asked at every request. */
    RevocationList current();

    /**
     * Told of an application that showed a token under a name nobody decided upon.
     *
     * @param state what became of the request
     */
    default void seen(Caller caller, String app, AppState state) {}
}
