package io.vedette.observer.config;

import io.vedette.observer.queue.HomeSettings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The last good configuration, below the observer's home; the initial one before there is any. */
@Component
@EnableConfigurationProperties(ConfigSettings.class)
class ConfigStore {

    static final Comparator<ConfigName> BY_PATH = Comparator.comparing(ConfigName::path);

    private final Path folder;
    private final @Nullable Path initial;

    ConfigStore(HomeSettings settings, ConfigSettings config) {
        this.folder = settings.home().resolve("config");
        this.initial = config.config() == null
                ? null
                : config.config().toAbsolutePath().getParent();
    }

    /** Texts by name, as they were when something was last written. */
    Map<ConfigName, String> load() throws IOException {
        if (Files.isDirectory(folder)) {
            return read(folder);
        }
        return initial == null ? new TreeMap<>(BY_PATH) : read(initial);
    }

    private static Map<ConfigName, String> read(Path from) throws IOException {
        var texts = new TreeMap<ConfigName, String>(BY_PATH);
        add(texts, from, ConfigName.WATCHES.path());
        Path plugins = from.resolve("plugins");
        if (Files.isDirectory(plugins)) {
            try (DirectoryStream<Path> names = Files.newDirectoryStream(plugins)) {
                for (Path name : names) {
                    add(texts, from, "plugins/" + name.getFileName() + "/config.ini");
                }
            }
        }
        return texts;
    }

    private static void add(Map<ConfigName, String> texts, Path from, String path) throws IOException {
        var name = ConfigName.of(path);
        if (name.isPresent() && Files.isRegularFile(from.resolve(path))) {
            texts.put(name.get(), Files.readString(from.resolve(path)));
        }
    }

    /** All at once for whoever reads: each file is replaced whole. */
    void save(Map<ConfigName, String> texts) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<ConfigName, String> text : texts.entrySet()) {
            write(folder.resolve(text.getKey().path()), text.getValue());
        }
        for (ConfigName known : read(folder).keySet()) {
            if (!texts.containsKey(known)) {
                Files.delete(folder.resolve(known.path()));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path growing = Files.writeString(file.resolveSibling(file.getFileName() + ".t"), text);
        Files.move(growing, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where a plugin's executables are. */
    Path pluginHome(String plugin) {
        Path root = initial == null ? folder.resolveSibling("plugins") : initial.resolve("plugins");
        return root.resolve(plugin);
    }
}
