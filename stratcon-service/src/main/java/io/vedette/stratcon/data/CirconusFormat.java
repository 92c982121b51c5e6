package io.vedette.stratcon.data;

import io.vedette.stratcon.rollup.NumericCell;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How API v2 writes a numeric window. */
enum CirconusFormat {
    /** {@code [epoch s, {"count":…,"value":average,…}]}. */
    LEGACY {
        @Override
        Object entry(long startS, @Nullable NumericCell cell, @Nullable NumericCell before) {
            return Arrays.asList(startS, cell == null ? null : fields(cell, before));
        }
    },
    /** {@code [epoch s, average]}. */
    TUPLE {
        @Override
        Object entry(long startS, @Nullable NumericCell cell, @Nullable NumericCell before) {
            return Arrays.asList(startS, cell == null ? null : cell.average());
        }
    },
    /** {@code {"timestamp":epoch s,"value":average}}. */
    OBJECT {
        @Override
        Object entry(long startS, @Nullable NumericCell cell, @Nullable NumericCell before) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("timestamp", startS);
            object.put("value", cell == null ? null : cell.average());
            return object;
        }
    };

    abstract Object entry(long startS, @Nullable NumericCell cell, @Nullable NumericCell before);

    static Optional<CirconusFormat> ofWord(String word) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static Map<String, Object> fields(NumericCell cell, @Nullable NumericCell before) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("count", cell.count());
        fields.put("value", cell.average());
        fields.put("stddev", cell.stddev());
        put(fields, "derivative", CellFunction.DERIVATIVE.of(cell, before));
        put(fields, "counter", CellFunction.COUNTER.of(cell, before));
        put(fields, "counter_stddev", CellFunction.COUNTER_STDDEV.of(cell, before));
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Double value) {
        if (value != null) {
            fields.put(name, value);
        }
    }
}
