package io.vedette.configmonitor.apiv2;

import io.vedette.service.problem.FieldProblem;
import io.vedette.service.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a JSON object field by field and remembers each wrong one under the name the caller gave it; {@link #refuseWrong} then refuses them all at once.
 * A field that is absent has its fallback: the default of a new resource, what is stored of an old one. Not for several threads.
 */
public final class Fields {
    private static final Pattern TAG = Pattern.compile("[^\\s:,]+(:[^,]*)?");

    private final JsonNode body;
    private final String prefix;
    private final List<FieldProblem> wrong;

    private Fields(JsonNode body, String prefix, List<FieldProblem> wrong) {
        this.body = body;
        this.prefix = prefix;
        this.wrong = wrong;
    }

    /**
     * @throws io.vedette.service.problem.ProblemException 400 when the body is no JSON object
     */
    public static Fields of(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw Problem.invalid("body", "must be a JSON object");
        }
        if (hasNul(body)) {
            throw Problem.invalid("body", "must hold no NUL character");
        }
        return new Fields(body, "", new ArrayList<>());
    }

    /** Postgres keeps no NUL in a text. */
    private static boolean hasNul(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().indexOf('\0') >= 0;
        }
        for (String name : node.propertyNames()) {
            if (name.indexOf('\0') >= 0) {
                return true;
            }
        }
        for (JsonNode child : node) {
            if (hasNul(child)) {
                return true;
            }
        }
        return false;
    }

    /** Of all that is given this field alone. */
    public Fields only(String name) {
        ObjectNode one = JsonNodeFactory.instance.objectNode();
        if (has(name)) {
            one.set(name, body.get(name));
        } else {
            wrong(name, "is missing");
        }
        return new Fields(one, prefix, wrong);
    }

    /** A field's raw value; null when absent or JSON null. */
    public @Nullable JsonNode node(String name) {
        JsonNode value = body.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** A field's value as it was given, JSON null too; null when absent. */
    public @Nullable JsonNode raw(String name) {
        return body.get(name);
    }

    public boolean has(String name) {
        return body.has(name);
    }

    public void wrong(String name, String reason) {
        wrong.add(new FieldProblem(prefix + name, reason));
    }

    /** Refuses when anything was wrong. */
    public void refuseWrong() {
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }

    /** Text of 1 to {@code most} characters; without a fallback it must be there. */
    public String text(String name, @Nullable String fallback, int most) {
        String text = optionalText(name, fallback, most);
        if (text == null || text.isEmpty()) {
            JsonNode given = node(name);
            if (given == null || given.isString()) {
                wrong(name, has(name) ? "must not be empty" : "is missing");
            }
            return "";
        }
        return text;
    }

    /** Text of at most {@code most} characters, or null. */
    public @Nullable String optionalText(String name, @Nullable String fallback, int most) {
        JsonNode value = node(name);
        if (value == null) {
            return has(name) ? null : fallback;
        }
        if (!value.isString()) {
            wrong(name, "must be text");
            return null;
        }
        if (value.stringValue().length() > most) {
            wrong(name, "must have at most " + most + " characters");
        }
        return value.stringValue();
    }

    /** One of these words; without a fallback it must be there. */
    public String word(String name, @Nullable String fallback, Set<String> words) {
        String word = text(name, fallback, Integer.MAX_VALUE);
        if (!word.isEmpty() && !words.contains(word)) {
            wrong(name, "must be one of " + String.join(", ", words));
        }
        return word;
    }

    /** A whole number, also when a client wrote it as text. */
    public int integer(String name, int fallback, int least, int most) {
        double number = number(name, fallback, least, most);
        if (number != Math.rint(number)) {
            wrong(name, "must be a whole number");
        }
        return (int) number;
    }

    /** A number, also when a client wrote it as text; without a fallback the least. */
    public double number(String name, double fallback, double least, double most) {
        JsonNode value = node(name);
        if (value == null) {
            return fallback;
        }
        double number = asNumber(value);
        if (Double.isNaN(number)) {
            wrong(name, "must be a number");
            return fallback;
        }
        if (number < least || number > most) {
            wrong(name, "must be " + plain(least) + " to " + plain(most));
            return fallback;
        }
        return number;
    }

    public boolean flag(String name, boolean fallback) {
        JsonNode value = node(name);
        if (value == null) {
            return fallback;
        }
        if (!value.isBoolean()) {
            wrong(name, "must be true or false");
            return fallback;
        }
        return value.booleanValue();
    }

    /** Each element read as an object of its own, its wrong fields named {@code name[n].field}; null when the field is absent. */
    public <T> @Nullable List<T> objects(String name, Function<Fields, T> reader) {
        JsonNode array = array(name);
        if (array == null) {
            return null;
        }
        List<T> read = new ArrayList<>();
        for (int n = 0; n < array.size(); n++) {
            JsonNode element = array.get(n);
            if (element.isObject()) {
                read.add(reader.apply(new Fields(element, prefix + name + "[" + n + "].", wrong)));
            } else {
                wrong(name + "[" + n + "]", "must be a JSON object");
            }
        }
        return read;
    }

    /** Each element as text; null when the field is absent. */
    public @Nullable List<String> texts(String name) {
        JsonNode array = array(name);
        if (array == null) {
            return null;
        }
        List<String> read = new ArrayList<>();
        for (int n = 0; n < array.size(); n++) {
            if (array.get(n).isString()) {
                read.add(array.get(n).stringValue());
            } else {
                wrong(name + "[" + n + "]", "must be text");
            }
        }
        return read;
    }

    /** Tags {@code category:value}. */
    public List<String> tags(String name, List<String> fallback) {
        List<String> tags = texts(name);
        if (tags == null) {
            return fallback;
        }
        for (int n = 0; n < tags.size(); n++) {
            if (!TAG.matcher(tags.get(n)).matches() || tags.get(n).length() > 256) {
                wrong(name + "[" + n + "]", "must be category:value of at most 256 characters");
            }
        }
        return tags;
    }

    /** An object inside, its fields named {@code name.field}; null when the field is absent. */
    public @Nullable Fields object(String name) {
        JsonNode value = node(name);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            wrong(name, "must be a JSON object");
            return null;
        }
        return new Fields(value, prefix + name + ".", wrong);
    }

    /** Names of the fields the object has. */
    public List<String> names() {
        return List.copyOf(body.propertyNames());
    }

    private @Nullable JsonNode array(String name) {
        JsonNode value = node(name);
        if (value != null && !value.isArray()) {
            wrong(name, "must be a JSON array");
            return null;
        }
        return value;
    }

    /** NaN for what is no number. */
    public static double asNumber(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return value.isString() ? Double.parseDouble(value.stringValue().strip()) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
