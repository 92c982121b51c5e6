package io.vedette.stratcon.config;

import org.jspecify.annotations.Nullable;

/**
 * A check came, changed or went.
 *
 * @param before what was known of it, absent when nothing was
 */
public record CheckChanged(@Nullable KnownCheck before, KnownCheck now) {}
