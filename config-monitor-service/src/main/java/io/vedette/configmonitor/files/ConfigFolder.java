package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watched directory: which files of it count, and their texts. */
final class ConfigFolder {

    private static final Logger log = LoggerFactory.getLogger(ConfigFolder.class);
    private static final String WATCHES = "directory_observer.ini";
    private static final Pattern PLUGIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final long LONGEST = 1 << 20;

    private final Path root;

    ConfigFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    /** Texts by path, those that can be read. */
    Map<String, ConfigText> texts() throws IOException {
        var texts = new TreeMap<String, ConfigText>();
        add(texts, WATCHES);
        for (Path plugin : pluginFolders()) {
            add(texts, "plugins/" + plugin.getFileName() + "/config.ini");
        }
        return texts;
    }

    /** Where something may appear or change: the directory itself, its plugins, and each of them. */
    List<Path> folders() throws IOException {
        var folders = new ArrayList<Path>();
        for (Path folder : List.of(root, root.resolve("plugins"))) {
            if (Files.isDirectory(folder)) {
                folders.add(folder);
            }
        }
        folders.addAll(pluginFolders());
        return folders;
    }

    /** Whether a file's absence says that it was removed; a directory that is not mounted says nothing. */
    boolean tellsAbsenceOf(String path) throws IOException {
        if (!path.equals(WATCHES)) {
            return Files.isDirectory(root.resolve("plugins"));
        }
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return entries.iterator().hasNext();
        }
    }

    private List<Path> pluginFolders() throws IOException {
        Path plugins = root.resolve("plugins");
        if (!Files.isDirectory(plugins)) {
            return List.of();
        }
        var folders = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(plugins, Files::isDirectory)) {
            for (Path entry : entries) {
                if (PLUGIN.matcher(entry.getFileName().toString()).matches()) {
                    folders.add(entry);
                }
            }
        }
        return folders;
    }

    private void add(Map<String, ConfigText> texts, String path) {
        Path file = root.resolve(path);
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
                texts.put(path, new ConfigText(path, Files.readString(file)));
            }
        } catch (NoSuchFileException removedMeanwhile) {
            log.trace("removed meanwhile", removedMeanwhile);
        } catch (IOException unreadable) {
            log.warn("{} cannot be read: {}", file, unreadable.toString());
        }
    }
}
