package io.vedette.observer.step;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code {NAME}} or {@code {{NAME}}}; names are upper case, so that other braces stay what they are. */
final class Placeholders {

    /** MetWork's placeholders of a step. */
    static final Pattern SINGLE = Pattern.compile("\\{([A-Z][A-Z0-9_]*)}");

    /** Variables of the environment, in any value. */
    static final Pattern DOUBLE = Pattern.compile("\\{\\{([A-Za-z_][A-Za-z0-9_]*)}}");

    private Placeholders() {}

    /**
     * @throws IllegalArgumentException naming a placeholder that nothing is known of
     */
    static String replace(Pattern pattern, String text, Map<String, String> values) {
        return pattern.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known of " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
