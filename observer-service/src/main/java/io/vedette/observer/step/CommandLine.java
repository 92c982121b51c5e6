package io.vedette.observer.step;

import java.util.ArrayList;
import java.util.List;

/** Splits a command as a shell would, and runs none: quotes and backslashes count, operators are refused. Lives for one text. */
final class CommandLine {

    private static final String OPERATORS = "|&;<>()`$";

    private final String text;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private CommandLine(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static List<String> split(String text) {
        return new CommandLine(text).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char next = text.charAt(at++);
            switch (next) {
                case '\'' -> quoted('\'');
                case '"' -> quoted('"');
                case '\\' -> escaped();
                case ' ', '\t', '\n', '\r' -> endWord();
                default -> plain(next);
            }
        }
        endWord();
        return List.copyOf(words);
    }

    private void plain(char next) {
        if (OPERATORS.indexOf(next) >= 0) {
            throw new IllegalArgumentException(
                    "no shell reads this, so " + next + " means nothing; write sh -c '…' sh {PATH}");
        }
        add(next);
    }

    private void quoted(char quote) {
        inWord = true;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == quote) {
                return;
            }
            if (quote == '"' && next == '\\' && at < text.length() && "\"\\$`".indexOf(text.charAt(at)) >= 0) {
                add(text.charAt(at++));
            } else {
                add(next);
            }
        }
        throw new IllegalArgumentException("a quote is not closed");
    }

    private void escaped() {
        if (at == text.length()) {
            throw new IllegalArgumentException("ends in a backslash");
        }
        add(text.charAt(at++));
    }

    private void add(char next) {
        inWord = true;
        word.append(next);
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
