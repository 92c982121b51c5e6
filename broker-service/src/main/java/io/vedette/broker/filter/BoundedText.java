package io.vedette.broker.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a pattern may look at so many times and no more: a pattern that backtracks without end would hold one of the few threads under all virtual
 * ones, and no timeout could reach it.
 */
public final class BoundedText implements CharSequence {
    private static final int MOST_LOOKS = 20_000_000;

    private final CharSequence text;
    private final int[] looks;

    private BoundedText(CharSequence text, int[] looks) {
        this.text = text;
        this.looks = looks;
    }

    /**
     * A matcher of the pattern over the text.
     *
     * @throws IllegalStateException from the matcher's methods once it has looked too often
     */
    public static Matcher matcher(String pattern, String text) {
        return matcher(Pattern.compile(pattern, Pattern.DOTALL), text);
    }

    /** The same with a limit of one's own, below the usual one. */
    public static Matcher matcher(String pattern, String text, int looks) {
        int[] looked = {MOST_LOOKS - Math.min(looks, MOST_LOOKS)};
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(new BoundedText(text, looked));
    }

    /** The same for a pattern compiled before. */
    public static Matcher matcher(Pattern pattern, String text) {
        return pattern.matcher(new BoundedText(text, new int[1]));
    }

    @Override
    public char charAt(int index) {
        if (++looks[0] > MOST_LOOKS) {
            throw new IllegalStateException("the pattern takes too long");
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new BoundedText(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
