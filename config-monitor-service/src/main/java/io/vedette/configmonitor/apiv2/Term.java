package io.vedette.configmonitor.apiv2;

import io.vedette.service.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One thing a list is narrowed by.
 *
 * @param parameter the request's parameter it came with
 * @param field by its name in API v2; empty for words looked for in whatever names the resource
 * @param glob what is looked for; {@code *} stands for anything
 */
public record Term(String parameter, String field, String glob) {
    private static final Pattern TERM = Pattern.compile("\\(\\s*([A-Za-z_]+)\\s*:\\s*(\"[^\"]*\"|[^()]*)\\)");
    private static final Pattern CID = Pattern.compile("/[a-z_]+/([0-9]{1,18})");
    private static final String FILTER = "f_";

    /** Of {@code search=(key:value)…}, words, and {@code f_key=value}. */
    static List<Term> of(Map<String, String> parameters) {
        List<Term> terms = new ArrayList<>();
        String search = parameters.getOrDefault("search", "");
        Matcher term = TERM.matcher(search);
        while (term.find()) {
            terms.add(new Term("search", term.group(1), unquoted(term.group(2).strip())));
        }
        String words = unquoted(TERM.matcher(search).replaceAll(" ").strip());
        if (!words.isEmpty()) {
            terms.add(new Term("search", "", "*" + words + "*"));
        }
        parameters.forEach((name, value) -> {
            if (name.startsWith(FILTER)) {
                terms.add(new Term(name, name.substring(FILTER.length()).replaceFirst("_has$", ""), value));
            }
        });
        return List.copyOf(terms);
    }

    /** The same looked for elsewhere. */
    public Term in(String otherField, String otherGlob) {
        return new Term(parameter, otherField, otherGlob);
    }

    /** As a pattern of SQL's {@code LIKE}, with backslash as escape, for text in lower case. */
    public String like() {
        return glob.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace("*", "%");
    }

    /** The number when a cid is looked for, else the term itself. */
    Term byNumber() {
        Matcher cid = CID.matcher(glob);
        return cid.matches() ? in(field, cid.group(1)) : this;
    }

    /**
     * What a field is called by the resource: as it stands here, or with the underscore of read-only fields before it.
     *
     * @param names by the field's name in API v2
     * @throws io.vedette.service.problem.ProblemException 400 when it is none of these
     */
    public static <T> T named(Map<String, T> names, String parameter, String field) {
        @Nullable T found = names.containsKey(field) ? names.get(field) : names.get("_" + field);
        if (found == null) {
            throw Problem.invalid(
                    parameter,
                    "'" + field + "' cannot be used; "
                            + String.join(", ", names.keySet().stream().sorted().toList()) + " can");
        }
        return found;
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
