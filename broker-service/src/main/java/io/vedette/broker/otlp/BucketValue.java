package io.vedette.broker.otlp;

import io.vedette.contracts.proto.config.Check;

/** Where in a bucket its values are said to lie: a check's {@code hist_approx_mode}. */
enum BucketValue {
    LOW,
    MID,
    HIGH,
    HARMONIC_MEAN;

    static BucketValue of(Check check) {
        return switch (check.getConfigOrDefault("hist_approx_mode", "mid")) {
            case "low" -> LOW;
            case "high" -> HIGH;
            case "harmonic_mean" -> HARMONIC_MEAN;
            default -> MID;
        };
    }

    double between(double lower, double upper) {
        return switch (this) {
            case LOW -> lower;
            case HIGH -> upper;
            case MID -> lower + (upper - lower) / 2;
            case HARMONIC_MEAN -> lower + upper == 0 ? 0 : 2 * lower * upper / (lower + upper);
        };
    }
}
