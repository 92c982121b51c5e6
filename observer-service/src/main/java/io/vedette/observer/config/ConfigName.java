package io.vedette.observer.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which file: {@code directory_observer.ini}, or {@code plugins/<name>/config.ini}.
 *
 * @param plugin null for directory_observer.ini
 */
record ConfigName(@Nullable String plugin) {

    static final ConfigName WATCHES = new ConfigName(null);
    private static final String OBSERVER_FILE = "directory_observer.ini";
    private static final Pattern PLUGIN_FILE = Pattern.compile("plugins/([A-Za-z0-9_-]+)/config\\.ini");

    /** Empty for any other path, and for names that MetWork keeps for itself. */
    static Optional<ConfigName> of(String path) {
        if (path.equals(OBSERVER_FILE)) {
            return Optional.of(WATCHES);
        }
        Matcher plugin = PLUGIN_FILE.matcher(path);
        return plugin.matches() && isFree(plugin.group(1))
                ? Optional.of(new ConfigName(plugin.group(1)))
                : Optional.empty();
    }

    private static boolean isFree(String plugin) {
        return !plugin.startsWith("plugin_")
                && !plugin.startsWith("__")
                && !plugin.equals("base")
                && !plugin.equals("config");
    }

    String path() {
        return plugin == null ? OBSERVER_FILE : "plugins/" + plugin + "/config.ini";
    }
}
