package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Collects what is wrong with the keys of one check's configuration. */
public final class Fields {
    private final Check check;
    private final List<FieldError> errors = new ArrayList<>();

    public Fields(Check check) {
        this.check = check;
    }

    public Fields required(String key) {
        return wrongIf(check.getConfigOrDefault(key, "").isBlank(), key, "is required");
    }

    public Fields wholeNumber(String key, long from, long to) {
        String value = check.getConfigOrDefault(key, "");
        if (value.isEmpty()) {
            return this;
        }
        boolean right = value.matches("\\d{1,9}") && Long.parseLong(value) >= from && Long.parseLong(value) <= to;
        return wrongIf(!right, key, "must be a whole number from " + from + " to " + to);
    }

    public Fields flag(String key) {
        String value = check.getConfigOrDefault(key, "");
        return wrongIf(!value.matches("|true|false|on|off"), key, "must be true or false");
    }

    /** Whether a setting is on; what is not set is off. */
    public static boolean isTrue(Check check, String key) {
        return isTrue(check, key, false);
    }

    static boolean isTrue(Check check, String key, boolean usual) {
        String value = check.getConfigOrDefault(key, usual ? "true" : "false");
        return value.equals("true") || value.equals("on");
    }

    public Fields pattern(String key) {
        try {
            Pattern.compile(check.getConfigOrDefault(key, ""));
        } catch (PatternSyntaxException e) {
            errors.add(new FieldError("config." + key, "is no regular expression: " + e.getDescription()));
        }
        return this;
    }

    public Fields target() {
        if (check.getTarget().isBlank()) {
            errors.add(new FieldError("target", "is required"));
        }
        return this;
    }

    public Fields wrongIf(boolean wrong, String key, String reason) {
        if (wrong) {
            errors.add(new FieldError("config." + key, reason));
        }
        return this;
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }
}
