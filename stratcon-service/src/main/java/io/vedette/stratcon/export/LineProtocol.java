package io.vedette.stratcon.export;

import io.vedette.contracts.batch.BatchKind;
import io.vedette.contracts.batch.BatchReader;
import io.vedette.contracts.stream.StreamTags;
import java.util.regex.Pattern;

/**
 * Writes batches as lines: the metric's plain name is the measurement, its tags and {@code check} (the uuid) are the tags, a number is the field
 * {@code value}, always a float, since a measurement's field keeps its type for ever; a text the field {@code text}. What has no line (null, histograms, no
 * numbers) is left out. Belongs to one thread.
 */
public final class LineProtocol {
    private static final Pattern BREAKS = Pattern.compile("[\r\n]");

    private final StringBuilder text = new StringBuilder();
    private int lines;

    /**
     * @throws io.vedette.contracts.batch.MalformedBatchException when the bytes are no batch; what stood before is written
     */
    public void add(BatchReader batch) {
        if (batch.kind() == BatchKind.LIVE_ONLY) {
            return;
        }
        while (batch.nextStream()) {
            String series = series(batch.name(), batch.check().toString());
            while (batch.nextSample()) {
                sample(series, batch);
            }
        }
    }

    public int lines() {
        return lines;
    }

    /** The lines; they are forgotten here. */
    public String take() {
        String taken = text.toString();
        text.setLength(0);
        lines = 0;
        return taken;
    }

    private void sample(String series, BatchReader sample) {
        if (sample.isNull()) {
            return;
        }
        String field = switch (sample.type()) {
            case INT32, UINT32, INT64, UINT64, DOUBLE -> Double.isFinite(sample.real()) ? "value=" + sample.real() : "";
            case TEXT -> "text=\"" + sample.text().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            case HISTOGRAM, CUMULATIVE_HISTOGRAM -> "";
        };
        if (!field.isEmpty()) {
            text.append(series)
                    .append(' ')
                    .append(field)
                    .append(' ')
                    .append(sample.timeMs())
                    .append('\n');
            lines++;
        }
    }

    private static String series(String name, String check) {
        StringBuilder series = new StringBuilder(escaped(StreamTags.plainName(name)));
        series.append(",check=").append(check);
        for (String tag : StreamTags.written(name)) {
            int colon = tag.indexOf(':');
            if (colon > 0 && colon < tag.length() - 1) {
                series.append(',')
                        .append(escaped(tag.substring(0, colon)).replace("=", "\\="))
                        .append('=')
                        .append(escaped(tag.substring(colon + 1)).replace("=", "\\="));
            }
        }
        return series.toString();
    }

    /** A backslash at the end would escape what follows; a line's end cannot be escaped. */
    private static String escaped(String part) {
        String one = BREAKS.matcher(part).replaceAll(" ");
        String escaped = one.replace(",", "\\,").replace(" ", "\\ ");
        return escaped.endsWith("\\") ? escaped + "\\ " : escaped.isEmpty() ? "_" : escaped;
    }
}
