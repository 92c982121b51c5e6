package io.vedette.broker.filter;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks of one field: to be found by an expression, or to be among values, of which the first so many unseen ones are let in and remembered.
 *
 * @param key of the rule and field, under which what was let in is remembered
 * @param pattern null when values are asked
 * @param autoAdd how many unseen values are let in
 */
record FieldTest(Field field, String key, @Nullable Pattern pattern, Set<String> values, int autoAdd) {

    enum Field {
        TARGET,
        MODULE,
        NAME,
        METRIC;

        String of(Subject subject) {
            return switch (this) {
                case TARGET -> subject.target();
                case MODULE -> subject.module();
                case NAME -> subject.name();
                case METRIC -> subject.metric();
            };
        }
    }

    boolean matches(Subject subject, AddedValues added) {
        String value = field.of(subject);
        if (pattern != null) {
            return isFound(pattern, value);
        }
        return values.contains(value) || (autoAdd > 0 && added.admits(key, value, autoAdd));
    }

    /** An expression that takes too long finds nothing. */
    private static boolean isFound(Pattern pattern, String value) {
        try {
            return BoundedText.matcher(pattern, value).find();
        } catch (IllegalStateException tooLong) {
            return false;
        }
    }
}
