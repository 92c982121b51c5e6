package io.vedette.stratcon.data;

import io.vedette.service.problem.Problem;
import io.vedette.stratcon.rollup.NumericCell;
import io.vedette.stratcon.store.StoredNumeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The smallest sample of a window that is not exceeded by so many of a hundred (nearest rank). Made of samples alone: cells that keep none have no answer.
 *
 * @param percent above 0, at most 100
 */
record Percentile(double percent) {
    private static final Pattern WORD = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,4})?)");

    /** {@code p50}, {@code p99.9}. */
    static Optional<Percentile> ofWord(String word) {
        var parts = WORD.matcher(word);
        return parts.matches()
                ? Optional.of(new Percentile(Double.parseDouble(parts.group(1))))
                        .filter(one -> one.percent > 0 && one.percent <= 100)
                : Optional.empty();
    }

    /**
     * A value for each window, null for one without samples.
     *
     * @param stream for the refusal
     * @param minutes cells of a minute
     * @throws io.vedette.service.problem.ProblemException 422 when a cell keeps no samples
     */
    List<@Nullable Double> of(String stream, List<StoredNumeric> minutes, Windows windows) {
        Map<Long, List<Double>> samples = new HashMap<>();
        for (StoredNumeric minute : minutes) {
            samples.computeIfAbsent(windows.windowOf(minute.startS()), start -> new ArrayList<>())
                    .addAll(samples(stream, minute));
        }
        List<@Nullable Double> values = new ArrayList<>();
        LongStream.range(0, windows.count())
                .forEach(index -> values.add(of(samples.getOrDefault(windows.startOf(index), List.of()))));
        return values;
    }

    /**
     * The samples of a minute.
     *
     * @throws io.vedette.service.problem.ProblemException 422 when it keeps none
     */
    static List<Double> samples(String stream, StoredNumeric minute) {
        NumericCell cell = minute.cell();
        if (!cell.keepsSamples()) {
            throw Problem.tooMuch(
                    "function",
                    "stream " + stream + " keeps neither samples nor a histogram for " + minute.startS()
                            + ": more than " + NumericCell.KEPT + " samples a minute");
        }
        return LongStream.range(0, cell.count())
                .mapToObj(i -> cell.value((int) i))
                .toList();
    }

    private @Nullable Double of(List<Double> samples) {
        if (samples.isEmpty()) {
            return null;
        }
        List<Double> sorted = new ArrayList<>(samples);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }
}
