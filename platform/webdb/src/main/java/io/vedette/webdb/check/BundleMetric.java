package io.vedette.webdb.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric chosen by name in a bundle.
 *
 * @param type numeric, text, histogram, composite or caql
 * @param status active or available
 * @param tags {@code category:value}
 */
public record BundleMetric(
        String name, String type, String status, @Nullable String units, List<String> tags) {

    public BundleMetric {
        tags = tags == null ? List.of() : List.copyOf(tags);
    }
}
