package io.vedette.broker.push;

import java.io.InputStream;
import java.util.function.ObjIntConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads HTTPTrap documents as they stream: names joined by backticks, arrays by index, typed objects, several documents in one body, comments. Hands each
 * sample on as soon as it is read, so that those before a mistake are kept. Holds one value and one path at a time.
 */
final class TrapReader {
    /** Deepest nesting of a document. */
    static final int MAX_DEPTH = 32;

    /** JSON is UTF-8; what looks like another encoding is bad JSON like any other. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(64 * 1024)
                    .maxNameLength(16 * 1024)
                    .maxNumberLength(400)
                    .build())
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private final TrapNames names;
    private final long nowMs;
    private final TrapTaker samples;
    private final ObjIntConsumer<String> refused;

    /**
     * @param delimiter what joins the names of nested members
     * @param nowMs time of samples without one of their own
     * @param refused told the reason and how many values were turned away for it
     */
    TrapReader(String delimiter, long nowMs, TrapTaker samples, ObjIntConsumer<String> refused) {
        names = new TrapNames(delimiter);
        this.nowMs = nowMs;
        this.samples = samples;
        this.refused = refused;
    }

    /** Whether a name was longer than a stream's may be and was cut. */
    boolean truncated() {
        return names.isTruncated();
    }

    /**
     * Reads to the body's end.
     *
     * @throws TrapSyntaxException where a document is broken
     * @throws JacksonException when reading the body itself failed
     */
    void read(InputStream body) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            try {
                for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                    value(json, token);
                }
            } catch (TrapBadTypeException e) {
                throw new TrapSyntaxException(json.currentTokenLocation(), "_type is one of i I l L n s h H");
            } catch (JacksonException e) {
                throw TrapSyntaxException.from(e, json);
            }
        }
    }

    private void value(JsonParser json, JsonToken token) {
        switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            default -> emit(scalar(json, token));
        }
    }

    private void array(JsonParser json) {
        int index = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            int mark = names.enter(Integer.toString(index++));
            value(json, token);
            names.leave(mark);
        }
    }

    private void object(JsonParser json) {
        TrapTyped typed = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken token = json.nextToken();
            if (isTyped(name) && !(name.equals("_value") && token == JsonToken.START_OBJECT)) {
                typed = typed == null ? new TrapTyped() : typed;
                typedMember(json, name, token, typed);
            } else {
                int mark = names.enter(name);
                value(json, token);
                names.leave(mark);
            }
        }
        if (typed != null) {
            emit(typed);
        }
    }

    private static boolean isTyped(String name) {
        return switch (name) {
            case "_type", "_value", "_ts", "_fl", "_tags" -> true;
            default -> false;
        };
    }

    private static void typedMember(JsonParser json, String name, JsonToken token, TrapTyped typed) {
        boolean nested = token.isStructStart();
        switch (name) {
            case "_type" -> typed.type(nested ? "" : json.getString());
            case "_value" -> values(json, token, typed);
            case "_ts" -> typed.time(nested ? new TrapValue.Nothing() : scalar(json, token));
            case "_fl" -> typed.flag(nested ? new TrapValue.Nothing() : scalar(json, token));
            // _tags: tags ride in the name.
            default -> json.skipChildren();
        }
        if (nested && !name.equals("_value")) {
            json.skipChildren();
        }
    }

    private static void values(JsonParser json, JsonToken token, TrapTyped typed) {
        if (token != JsonToken.START_ARRAY) {
            typed.value(scalar(json, token));
            return;
        }
        typed.array();
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next.isStructStart()) {
                json.skipChildren();
                typed.unreadable();
            } else {
                typed.value(scalar(json, next));
            }
        }
    }

    private void emit(TrapTyped typed) {
        if (typed.isComplex()) {
            typed.sample(names.name(), nowMs)
                    .ifPresentOrElse(sample -> samples.take(sample, typed.way()), () -> refused.accept("bad_value", 1));
            return;
        }
        int index = 0;
        for (TrapValue value : typed.plainValues()) {
            int mark = names.enter("_value");
            if (typed.isArray()) {
                names.enter(Integer.toString(index++));
            }
            emit(value);
            names.leave(mark);
        }
    }

    private void emit(TrapValue value) {
        if (value instanceof TrapValue.Real(double real) && !Double.isFinite(real)) {
            refused.accept("bad_value", 1);
        } else {
            samples.take(value.guessed(names.name(), nowMs), TrapTaker.Way.REPLACES);
        }
    }

    private static TrapValue scalar(JsonParser json, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> new TrapValue.Text(json.getString());
            case VALUE_TRUE -> new TrapValue.Truth(true);
            case VALUE_FALSE -> new TrapValue.Truth(false);
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT -> new TrapValue.Real(json.getDoubleValue());
            default -> new TrapValue.Nothing();
        };
    }

    private static TrapValue whole(JsonParser json) {
        return switch (json.getNumberType()) {
            case INT, LONG -> new TrapValue.Whole(json.getLongValue());
            default -> new TrapValue.Real(json.getDoubleValue());
        };
    }
}
