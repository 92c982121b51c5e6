package io.vedette.observer.ini;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One {@code [name]} with its entries in their order.
 *
 * @param name as written
 * @param line of the header, from 1
 * @param entries by key; keys are case-sensitive
 */
public record Section(String name, int line, Map<String, Entry> entries) {

    public Section {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** This section where it speaks, the defaults where it is silent. */
    public Section over(Section defaults) {
        var merged = new LinkedHashMap<>(defaults.entries);
        merged.putAll(entries);
        return new Section(name, line, merged);
    }
}
