package io.vedette.configmonitor.files;

/** Where this service gets the token it shows to others. */
@FunctionalInterface
public interface ServiceTokens {

    /** A signed token of kind {@code service}, good for a minute or more. */
    String token();
}
