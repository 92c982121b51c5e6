package io.vedette.alerting.detect;

import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.batch.MetricType;
import java.math.BigDecimal;

/**
 * A sample as rules see it.
 *
 * @param timeMs the sample's own time, epoch ms
 * @param number NaN for null, text, histograms and NaN itself: it ends a silence and changes no verdict
 * @param text the number as people read it; empty when there is none
 */
record Sample(long timeMs, double number, String text) {

    static Sample of(BatchReader reader) {
        if (reader.isNull() || !reader.type().isNumeric()) {
            return new Sample(reader.timeMs(), Double.NaN, "");
        }
        double number = reader.real();
        return new Sample(reader.timeMs(), number, Double.isNaN(number) ? "" : written(reader, number));
    }

    boolean isNumber() {
        return !Double.isNaN(number);
    }

    private static String written(BatchReader reader, double number) {
        if (reader.type() == MetricType.UINT64) {
            return Long.toUnsignedString(reader.whole());
        }
        if (reader.type().isWhole()) {
            return Long.toString(reader.whole());
        }
        return Double.isInfinite(number)
                ? Double.toString(number)
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
