package io.vedette.broker.collectd;

import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads the JSON of write_http as it streams: an array of lists of values, each handed on when it is read. Belongs to one thread. */
final class WriteHttpReader {
    private static final int MAX_VALUES = 1024;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(8 * 1024)
                    .maxNameLength(256)
                    .maxNumberLength(64)
                    .build())
            .build();

    private final ValueNames names;
    private final long nowMs;
    private final Consumer<Sample> samples;
    private final ObjIntConsumer<String> refused;
    private final List<Double> values = new ArrayList<>();
    private final List<Long> wholes = new ArrayList<>();
    private final List<String> kinds = new ArrayList<>();
    private String plugin = "";
    private String pluginInstance = "";
    private String type = "";
    private String typeInstance = "";
    private long timeMs;

    WriteHttpReader(ValueNames names, long nowMs, Consumer<Sample> samples, ObjIntConsumer<String> refused) {
        this.names = names;
        this.nowMs = nowMs;
        this.samples = samples;
        this.refused = refused;
    }

    /**
     * Reads to the body's end.
     *
     * @throws PacketException {@code bad_json}; what came before is handed on
     */
    void read(InputStream body) throws IOException, PacketException {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new PacketException("bad_json");
            }
            for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new PacketException("bad_json");
                }
                list(json);
            }
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new PacketException("bad_json");
        }
    }

    private void list(JsonParser json) {
        clear();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken token = json.nextToken();
            switch (name) {
                case "values" -> array(json, token, this::value);
                case "dstypes" -> array(json, token, one -> kinds.add(one.getValueAsString("")));
                case "time" -> timeMs = token.isNumeric() ? Math.round(json.getDoubleValue() * 1000) : nowMs;
                case "plugin" -> plugin = json.getValueAsString("");
                case "plugin_instance" -> pluginInstance = json.getValueAsString("");
                case "type" -> type = json.getValueAsString("");
                case "type_instance" -> typeInstance = json.getValueAsString("");
                default -> json.skipChildren();
            }
        }
        emit();
    }

    private void clear() {
        values.clear();
        wholes.clear();
        kinds.clear();
        plugin = "";
        pluginInstance = "";
        type = "";
        typeInstance = "";
        timeMs = nowMs;
    }

    private static void array(JsonParser json, JsonToken token, Consumer<JsonParser> each) {
        if (token != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        int count = 0;
        for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
            if (next.isStructStart()) {
                json.skipChildren();
            } else if (count++ < MAX_VALUES) {
                each.accept(json);
            }
        }
    }

    private void value(JsonParser json) {
        JsonToken token = json.currentToken();
        values.add(token.isNumeric() ? json.getDoubleValue() : Double.NaN);
        wholes.add(token == JsonToken.VALUE_NUMBER_INT ? json.getValueAsLong(0) : 0L);
    }

    private void emit() {
        String base = ValueNames.base(plugin, pluginInstance, type, typeInstance);
        if (values.isEmpty() || base.isEmpty() || kinds.size() != values.size()) {
            refused.accept("bad_values", 1);
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            String name = base + names.suffix(plugin, type, i, values.size());
            samples.accept(sample(name, i).timedAt(timeMs));
        }
    }

    /** Kinds but gauges come as rates when collectd is told to store rates: then they are no whole numbers. */
    private Sample sample(String name, int i) {
        double value = values.get(i);
        if (Double.isNaN(value)) {
            return Sample.nothing(name, MetricType.DOUBLE, timeMs);
        }
        boolean whole = wholes.get(i) == value && !kinds.get(i).equals("gauge");
        if (!whole) {
            return Sample.real(name, timeMs, value);
        }
        MetricType kind = kinds.get(i).equals("derive") ? MetricType.INT64 : MetricType.UINT64;
        return Sample.whole(name, kind, timeMs, wholes.get(i));
    }
}
