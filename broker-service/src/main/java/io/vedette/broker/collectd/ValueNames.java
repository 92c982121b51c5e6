package io.vedette.broker.collectd;

import io.vedette.contracts.stream.StreamTags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of metrics: <code>plugin[`plugin_instance][`type][`type_instance]</code>, and of several values of one type <code>`1min `5min `15min</code> for a load,
 * <code>`rx `tx</code> for an interface, else what a types.db says, else the index.
 */
final class ValueNames {
    private final Map<String, List<String>> sources = new HashMap<>();

    ValueNames(List<Path> typesDb) {
        for (Path file : typesDb) {
            try {
                Files.readAllLines(file).forEach(this::read);
            } catch (IOException e) {
                throw new UncheckedIOException("vedette.broker.collectd.types-db cannot be read", e);
            }
        }
    }

    /** The name that the values of one list have in common; empty when it has none. */
    static String base(String plugin, String pluginInstance, String type, String typeInstance) {
        StringBuilder name = new StringBuilder(plugin);
        for (String part : new String[] {pluginInstance, type, typeInstance}) {
            if (!part.isEmpty()) {
                name.append(name.isEmpty() ? "" : "`").append(part);
            }
        }
        // What would begin the tags of a stream is no part of a name.
        return StreamTags.asPlainName(name.toString());
    }

    /** What tells the value at this place from the others of its list; empty when it is alone. */
    String suffix(String plugin, String type, int index, int count) {
        if (count == 1) {
            return "";
        }
        if (type.equals("load") && count == 3) {
            return List.of("`1min", "`5min", "`15min").get(index);
        }
        if (plugin.equals("interface") && count == 2) {
            return index == 0 ? "`rx" : "`tx";
        }
        List<String> known = sources.getOrDefault(type, List.of());
        return "`" + (known.size() == count ? known.get(index) : Integer.toString(index));
    }

    /** {@code type name:KIND:min:max, name:KIND:min:max}. */
    private void read(String line) {
        String[] words = line.strip().split("[\\s,]+", -1);
        if (words.length < 2 || words[0].startsWith("#")) {
            return;
        }
        List<String> names = List.of(words).subList(1, words.length).stream()
                .filter(word -> !word.isEmpty())
                .map(word -> word.split(":", -1)[0])
                .toList();
        sources.put(words[0], names);
    }
}
