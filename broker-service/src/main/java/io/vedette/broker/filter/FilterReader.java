package io.vedette.broker.filter;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.FieldTest.Field;
import io.vedette.broker.filter.FilterRule.Action;
import io.vedette.contracts.proto.config.MetricFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rules, a filterset's or a check's own, and tells each that cannot work. */
public final class FilterReader {
    private static final String SKIP = "skipto:";

    private final List<FieldError> errors = new ArrayList<>();

    /** What is wrong with a check's own rules. */
    public static List<FieldError> verify(List<MetricFilter> filters) {
        FilterReader reader = new FilterReader();
        reader.rules(filters);
        return reader.errors;
    }

    List<FieldError> errors() {
        return errors;
    }

    /** A check's own rules, as API v2 has them: allow or deny, an expression, a tag query. */
    List<FilterRule> rules(List<MetricFilter> filters) {
        List<FilterRule> rules = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            MetricFilter filter = filters.get(i);
            String where = "metricFilters[" + i + "]";
            Action action = action(where, filter.getAction());
            Pattern pattern = pattern(where + ".pattern", filter.getPattern());
            Predicate<Subject> tags = query(where + ".tags", filter.getTags());
            List<FieldTest> tests =
                    pattern == null ? List.of() : List.of(new FieldTest(Field.METRIC, "", pattern, Set.of(), 0));
            rules.add(new FilterRule("", action, "", tests, tags));
        }
        return List.copyOf(rules);
    }

    /** A filterset's rules: {@code [{"type","id","target","module","name","metric","<field>_auto_add","tags"}]}. */
    List<FilterRule> rules(JsonNode given) {
        List<FilterRule> rules = new ArrayList<>();
        if (!given.isArray()) {
            wrong("rules", "must be a list");
        }
        for (int i = 0; i < given.size(); i++) {
            rules.add(rule("rules[" + i + "]", i, given.get(i)));
        }
        return List.copyOf(rules);
    }

    private FilterRule rule(String where, int index, JsonNode given) {
        String id = given.path("id").asString("");
        String type = given.path("type").asString("");
        boolean skips = type.startsWith(SKIP);
        List<FieldTest> tests = new ArrayList<>();
        for (Field field : Field.values()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            String key = (id.isEmpty() ? Integer.toString(index) : id) + "/" + name;
            int autoAdd = given.path(name + "_auto_add").asInt(0);
            if (given.has(name) || autoAdd > 0) {
                tests.add(test(where + "." + name, field, key, given.path(name), autoAdd));
            }
        }
        return new FilterRule(
                id,
                skips ? Action.SKIP : action(where, type),
                skips ? type.substring(SKIP.length()) : "",
                List.copyOf(tests),
                query(where + ".tags", given.path("tags").asString("")));
    }

    /** With values, or the leave to add some, a field's expression is not asked. */
    private FieldTest test(String where, Field field, String key, JsonNode given, int autoAdd) {
        Set<String> values = new HashSet<>();
        if (given.isArray()) {
            given.forEach(value -> values.add(value.asString("")));
        }
        boolean hasValues = given.isArray() || autoAdd > 0;
        Pattern pattern = hasValues ? null : pattern(where, given.asString(""));
        return new FieldTest(field, key, pattern, Set.copyOf(values), autoAdd);
    }

    private Action action(String where, String word) {
        return switch (word) {
            case "allow", "accept" -> Action.ALLOW;
            case "deny" -> Action.DENY;
            default -> {
                wrong(where, "must be allow, accept, deny or skipto:<id>, is '" + word + "'");
                yield Action.DENY;
            }
        };
    }

    private @Nullable Pattern pattern(String where, String text) {
        try {
            return text.isEmpty() ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            wrong(where, "is no regular expression: " + e.getDescription());
            return null;
        }
    }

    private @Nullable Predicate<Subject> query(String where, String text) {
        try {
            return text.isEmpty() ? null : TagCondition.of(text);
        } catch (IllegalArgumentException e) {
            wrong(where, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void wrong(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }
}
