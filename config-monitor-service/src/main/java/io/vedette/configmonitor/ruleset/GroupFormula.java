package io.vedette.configmonitor.ruleset;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads the expression of a group's formula: how many conditions must be fulfilled, or words such as {@code (A and B) and not C}, in which a letter is
 * a condition by its place. {@code not} binds closer than {@code and}, which binds closer than {@code or}.
 */
final class GroupFormula {
    private static final Pattern WORD =
            Pattern.compile("\\s*(?:([A-Z])(?![A-Za-z])|(and|or|not)(?![A-Za-z])|([()]))\\s*");

    private final Deque<String> words;
    private final int conditions;

    private GroupFormula(Deque<String> words, int conditions) {
        this.words = words;
        this.conditions = conditions;
    }

    /** Why it cannot be judged; empty when it can. */
    static Optional<String> objection(JsonNode expression, int conditions) {
        String text = expression.asString("").strip();
        if (expression.isNumber() || text.matches("[0-9]{1,9}")) {
            double number = Double.parseDouble(text);
            return number >= 1 && number <= conditions && number == Math.rint(number)
                    ? Optional.empty()
                    : Optional.of("must be 1 to " + conditions + ", the number of conditions");
        }
        try {
            GroupFormula formula = new GroupFormula(words(text), conditions);
            formula.either();
            return formula.words.isEmpty()
                    ? Optional.empty()
                    : Optional.of("'" + formula.words.peek() + "' comes too early");
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Deque<String> words(String text) {
        Deque<String> words = new ArrayDeque<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find() && word.start() == end) {
            words.add(word.group().strip());
            end = word.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("cannot be read from '" + text.substring(end) + "' on");
        }
        return words;
    }

    private void either() {
        both();
        while ("or".equals(words.peek())) {
            words.pop();
            both();
        }
    }

    private void both() {
        one();
        while ("and".equals(words.peek())) {
            words.pop();
            one();
        }
    }

    private void one() {
        String word = words.poll();
        if (word == null) {
            throw new IllegalArgumentException("ends too early");
        }
        switch (word) {
            case "not" -> one();
            case "(" -> {
                either();
                if (!")".equals(words.poll())) {
                    throw new IllegalArgumentException("lacks a closing parenthesis");
                }
            }
            case ")", "and", "or" -> throw new IllegalArgumentException("'" + word + "' comes too early");
            default -> {
                if (word.charAt(0) - 'A' >= conditions) {
                    throw new IllegalArgumentException("there is no condition " + word);
                }
            }
        }
    }
}
