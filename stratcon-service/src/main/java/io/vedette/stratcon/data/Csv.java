package io.vedette.stratcon.data;

import io.vedette.stratcon.data.DataQuestion.Series;
import java.util.List;

/** Series as RFC 4180 has it. */
final class Csv {

    private Csv() {}

    /**
     * @param series all of the same windows
     */
    static String of(List<Series> series) {
        StringBuilder text = new StringBuilder("time");
        series.forEach(one ->
                text.append(",\"").append(one.stream().replace("\"", "\"\"")).append('"'));
        text.append("\r\n");
        int windows = series.isEmpty() ? 0 : series.getFirst().points().size();
        for (int window = 0; window < windows; window++) {
            text.append(series.getFirst().points().get(window).at());
            for (Series one : series) {
                Object value = one.points().get(window).value();
                text.append(',').append(value == null ? "" : text(value));
            }
            text.append("\r\n");
        }
        return text.toString();
    }

    private static String text(Object value) {
        return value instanceof Double
                ? value.toString()
                : '"' + value.toString().replace("\"", "\"\"") + '"';
    }
}
