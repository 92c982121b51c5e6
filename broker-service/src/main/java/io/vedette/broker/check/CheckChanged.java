package io.vedette.broker.check;

import java.util.UUID;

/** A check was set or deleted; {@link CheckBook#find} says what it is now. */
public record CheckChanged(UUID uuid) {}
