package io.vedette.observer.change;

import java.util.List;
import java.util.Map;

/**
 * The way from what runs to what is wanted. One whose settings changed is both stopped and started.
 *
 * @param started names, sorted
 * @param stopped names, sorted
 * @param kept names, sorted
 */
public record Changes(List<String> started, List<String> stopped, List<String> kept) {

    public static <V> Changes between(Map<String, V> running, Map<String, V> wanted) {
        return new Changes(
                sorted(wanted, running, false), sorted(running, wanted, false), sorted(wanted, running, true));
    }

    private static <V> List<String> sorted(Map<String, V> these, Map<String, V> others, boolean same) {
        return these.entrySet().stream()
                .filter(entry -> entry.getValue().equals(others.get(entry.getKey())) == same)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
