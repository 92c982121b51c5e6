package io.vedette.alerting.alert;

import io.vedette.service.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What of API v2's {@code search} is understood for alerts: {@code (active:1)} and {@code (active:0)}. */
enum AlertSearch {
    ALL,
    ACTIVE,
    CLEARED;

    private static final Pattern ACTIVE_TERM = Pattern.compile("\\s*\\(\\s*active\\s*:\\s*(0|1|true|false)\\s*\\)\\s*");

    /**
     * @param search as given, null when absent
     * @throws io.vedette.service.problem.ProblemException 400 for anything else
     */
    static AlertSearch of(@Nullable String search) {
        if (search == null || search.isBlank()) {
            return ALL;
        }
        Matcher term = ACTIVE_TERM.matcher(search);
        if (!term.matches()) {
            throw Problem.invalid("search", "must be (active:1) or (active:0)");
        }
        return term.group(1).equals("1") || term.group(1).equals("true") ? ACTIVE : CLEARED;
    }
}
