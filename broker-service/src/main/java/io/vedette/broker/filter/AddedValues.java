package io.vedette.broker.filter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The values that a filterset's rules let in by themselves, kept on disk. */
final class AddedValues {
    private static final char BETWEEN = '\n';

    private final NameFile file;
    /** By rule and field; guarded by this. */
    private final Map<String, Set<String>> values = new HashMap<>();

    AddedValues(NameFile file) {
        this.file = file;
        for (String line : file.load()) {
            int between = line.indexOf(BETWEEN);
            if (between > 0) {
                of(line.substring(0, between)).add(line.substring(between + 1));
            }
        }
    }

    /** Whether the value was let in before or is now, being one of the first so many. */
    synchronized boolean admits(String key, String value, int most) {
        Set<String> known = of(key);
        if (known.contains(value)) {
            return true;
        }
        if (known.size() >= most) {
            return false;
        }
        known.add(value);
        file.add(key + BETWEEN + value);
        return true;
    }

    private Set<String> of(String key) {
        return values.computeIfAbsent(key, k -> new HashSet<>());
    }
}
