package io.vedette.configmonitor.apiv2;

import io.vedette.service.problem.FieldProblem;
import io.vedette.service.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for.
 *
 * @param size how many, 1 to 1000
 * @param from how many are passed over
 * @param order field it is ordered by, or null for the number
 * @param terms what it is narrowed by
 */
public record Page(int size, int from, @Nullable String order, boolean descending, List<Term> terms) {
    private static final int SIZE = 20;
    private static final int MOST = 1000;

    /**
     * @throws io.vedette.service.problem.ProblemException 400 naming every wrong parameter
     */
    public static Page of(Map<String, String> parameters) {
        List<FieldProblem> wrong = new ArrayList<>();
        int size = number(parameters, "size", SIZE, 1, MOST, wrong);
        int from = number(parameters, "from", 0, 0, Integer.MAX_VALUE, wrong);
        String direction = parameters.getOrDefault("dir", "asc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            wrong.add(new FieldProblem("dir", "must be asc or desc"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Page(size, from, parameters.get("order"), direction.equals("desc"), Term.of(parameters));
    }

    /** The same with each term as the resource wants it. */
    public Page with(UnaryOperator<Term> rewritten) {
        return new Page(
                size, from, order, descending, terms.stream().map(rewritten).toList());
    }

    private static int number(
            Map<String, String> parameters, String name, int fallback, int least, int most, List<FieldProblem> wrong) {
        String text = parameters.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of its bounds is.
        }
        wrong.add(new FieldProblem(name, "must be a whole number from " + least + " to " + most));
        return fallback;
    }
}
