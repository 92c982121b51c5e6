package io.vedette.configmonitor.check;

import static java.util.Objects.requireNonNullElse;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.contracts.reach.Reach;
import io.vedette.webdb.check.BundleMetric;
import io.vedette.webdb.check.BundleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a caller wants of a check bundle; everything wrong is left in the {@link Fields}. */
final class BundleReader {
    private static final int NAME = 500;
    private static final int TARGET = 1024;
    private static final int NOTES = 16_384;
    private static final double MILLIS = 1000;
    private static final Set<String> STATUSES = new TreeSet<>(Set.of("active", "disabled"));
    private static final Set<String> METRIC_TYPES =
            new TreeSet<>(Set.of("numeric", "text", "histogram", "composite", "caql"));
    private static final Set<String> METRIC_STATUSES = new TreeSet<>(Set.of("active", "available"));

    private BundleReader() {}

    /** Of a bundle to be made. */
    static BundleSettings readNew(Fields body) {
        String type = body.word("type", null, CheckType.words());
        if (type.equals(CheckType.STRATCON.word())) {
            body.wrong("type", "a stratcon check is made by the suite itself");
        }
        return read(body, blank(type));
    }

    /** Of a bundle that exists: what is not given stays. */
    static BundleSettings readChange(Fields body, BundleSettings stored) {
        String type = body.text("type", stored.type(), NAME);
        if (!type.equals(stored.type())) {
            body.wrong("type", "cannot be changed; it is " + stored.type());
        }
        return read(body, stored);
    }

    private static BundleSettings blank(String type) {
        return new BundleSettings(
                type, "", "", 60, 10_000, Map.of(), -1, List.of(), List.of(), null, "active", List.of());
    }

    private static BundleSettings read(Fields body, BundleSettings stored) {
        String target = body.text("target", nullWhenEmpty(stored.target()), TARGET);
        if (target.chars().anyMatch(Character::isWhitespace)) {
            body.wrong("target", "must have no white space");
        } else if (Reach.ofThisProcess().deniesLiteral(target)) {
            body.wrong("target", CheckType.Form.DENIED);
        }
        String name = nullWhenEmpty(stored.displayName());
        return new BundleSettings(
                stored.type(),
                body.text("display_name", name == null ? target + " " + stored.type() : name, NAME),
                target,
                body.integer("period", stored.periodS(), 10, 300),
                (int) Math.round(body.number("timeout", stored.timeoutMs() / MILLIS, 0, 300) * MILLIS),
                CheckType.ofWord(stored.type())
                        .map(type -> ConfigReader.read(body, type, stored.config()))
                        .orElseGet(() -> unread(body, stored)),
                body.integer("metric_limit", stored.metricLimit(), -1, Integer.MAX_VALUE),
                filters(body, stored.metricFilters()),
                requireNonNullElse(body.objects("metrics", BundleReader::metric), stored.metrics()),
                body.optionalText("notes", stored.notes(), NOTES),
                body.word("status", stored.status(), STATUSES),
                body.tags("tags", stored.tags()));
    }

    /** Of a type that is not known no setting can be judged. */
    private static Map<String, String> unread(Fields body, BundleSettings stored) {
        body.object("config");
        return stored.config();
    }

    private static BundleMetric metric(Fields metric) {
        return new BundleMetric(
                metric.text("name", null, 4096),
                metric.word("type", null, METRIC_TYPES),
                metric.word("status", "active", METRIC_STATUSES),
                metric.optionalText("units", null, NAME),
                metric.tags("tags", List.of()));
    }

    private static List<List<String>> filters(Fields body, List<List<String>> stored) {
        JsonNode given = body.node("metric_filters");
        if (given == null) {
            return stored;
        }
        if (!given.isArray()) {
            body.wrong("metric_filters", "must be a JSON array");
            return stored;
        }
        List<List<String>> filters = new ArrayList<>();
        for (int n = 0; n < given.size(); n++) {
            filters.add(filter(body, "metric_filters[" + n + "]", given.get(n)));
        }
        return filters;
    }

    private static List<String> filter(Fields body, String name, JsonNode given) {
        List<String> words = new ArrayList<>();
        given.forEach(word -> words.add(word.asString("")));
        if (!given.isArray() || words.size() < 2 || words.size() > 5) {
            body.wrong(name, "must be two to five words: allow or deny, an expression, …");
        } else if (!Set.of("allow", "deny", "selector").contains(words.getFirst())) {
            body.wrong(name, "must begin with allow, deny or selector");
        } else {
            CheckType.Form.PATTERN.objection(words.get(1)).ifPresent(reason -> body.wrong(name + "[1]", reason));
        }
        return words;
    }

    private static @Nullable String nullWhenEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
