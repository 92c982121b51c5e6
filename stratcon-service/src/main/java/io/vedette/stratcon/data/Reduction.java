package io.vedette.stratcon.data;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What several streams become. */
enum Reduction {
    /** Each for itself. */
    NONE,
    SUM,
    MEAN,
    MIN,
    MAX,
    /** The samples of all as if one stream had sent them. */
    MERGE,
    /** Those with the greatest mean. */
    TOPK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Reduction> ofWord(String word) {
        for (Reduction reduction : values()) {
            if (reduction.word().equals(word)) {
                return Optional.of(reduction);
            }
        }
        return Optional.empty();
    }

    /** One value a window out of those that streams have there; null where none has one. */
    List<@Nullable Double> across(List<List<@Nullable Double>> streams, int windows) {
        return IntStream.range(0, windows)
                .<@Nullable Double>mapToObj(window -> {
                    double[] values = streams.stream()
                            .map(stream -> stream.get(window))
                            .filter(Objects::nonNull)
                            .mapToDouble(Double::doubleValue)
                            .toArray();
                    return values.length == 0 ? null : of(values);
                })
                .toList();
    }

    /** The greatest by mean, the greatest first; those without values come last. */
    static <T> List<T> greatest(List<T> series, int most, ToDoubleFunction<T> mean) {
        return series.stream()
                .sorted(Comparator.comparingDouble(mean).reversed())
                .limit(most)
                .toList();
    }

    static double mean(List<@Nullable Double> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private double of(double[] values) {
        DoubleStream all = DoubleStream.of(values);
        return switch (this) {
            case SUM, MERGE, TOPK, NONE -> all.sum();
            case MEAN -> all.average().orElseThrow();
            case MIN -> all.min().orElseThrow();
            case MAX -> all.max().orElseThrow();
        };
    }
}
