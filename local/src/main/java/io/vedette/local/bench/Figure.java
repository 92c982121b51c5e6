package io.vedette.local.bench;

/**
 * One measured figure.
 *
 * @param name what was measured, for example {@code startup.first_sample}
 * @param value in {@code unit}
 * @param unit s, MiB, samples/s…
 * @param limit what it must stay below; infinite for none
 */
public record Figure(String name, double value, String unit, double limit) {

    public Figure(String name, double value, String unit) {
        this(name, value, unit, Double.POSITIVE_INFINITY);
    }

    public boolean isWithinLimit() {
        return value <= limit;
    }
}
