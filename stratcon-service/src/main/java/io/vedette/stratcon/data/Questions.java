package io.vedette.stratcon.data;

import io.vedette.service.problem.FieldProblem;
import io.vedette.service.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;

/** Reads the parameters of one request and collects what is wrong with them, so that all of it is told at once. Belongs to one thread. */
final class Questions {
    private final MultiValueMap<String, String> parameters;
    private final List<FieldProblem> problems = new ArrayList<>();

    Questions(MultiValueMap<String, String> parameters) {
        this.parameters = parameters;
    }

    List<String> all(String name) {
        return Optional.ofNullable(parameters.get(name)).orElse(List.of());
    }

    /** The parameter; empty when it is absent or wrong. */
    <T> Optional<T> read(String name, String must, Function<String, Optional<T>> reader) {
        String text = parameters.getFirst(name);
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = parsed(text, reader);
        if (value.isEmpty()) {
            wrong(name, must);
        }
        return value;
    }

    /** The parameter, or the fallback when it is absent or wrong. */
    <T> T read(String name, T fallback, String must, Function<String, Optional<T>> reader) {
        return read(name, must, reader).orElse(fallback);
    }

    /** The parameter; absent is wrong too. */
    <T> T required(String name, T meanwhile, String must, Function<String, Optional<T>> reader) {
        String text = parameters.getFirst(name);
        if (text == null || text.isEmpty()) {
            wrong(name, "is missing: " + must);
        }
        return read(name, meanwhile, must, reader);
    }

    void wrong(String name, String reason) {
        problems.add(new FieldProblem(name, reason));
    }

    /** Refuses the request when anything was wrong. */
    void refuseWrong() {
        if (!problems.isEmpty()) {
            throw Problem.invalid(problems);
        }
    }

    static Optional<Long> second(String text) {
        long value = Long.parseLong(text);
        return value >= 0 && value < 100_000_000_000L ? Optional.of(value) : Optional.empty();
    }

    static Optional<Integer> between(String text, int least, int most) {
        int value = Integer.parseInt(text);
        return value >= least && value <= most ? Optional.of(value) : Optional.empty();
    }

    private static <T> Optional<T> parsed(String text, Function<String, Optional<T>> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
