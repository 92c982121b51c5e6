package io.vedette.webdb.check;

import org.jspecify.annotations.Nullable;

/**
 * One metric chosen by name in a bundle.
 *
 * @param type numeric, text, histogram, composite or caql
 * @param status active or available
 */
public record BundleMetric(
        String name, String type, String status, @Nullable String units) {}
