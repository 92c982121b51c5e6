package io.vedette.configmonitor.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watched directory: which files of it count, and their texts. What begins with a dot is nobody's: a ConfigMap keeps its versions so. */
final class ConfigFolder {

    private static final Logger log = LoggerFactory.getLogger(ConfigFolder.class);

    private static final int DEEPEST = 3;
    private static final long LONGEST = 1 << 20;

    private final Path root;

    ConfigFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Texts by path, those that can be read. */
    Map<String, ConfigText> texts(FolderWatch watch) throws IOException {
        var texts = new TreeMap<String, ConfigText>();
        for (Path file : found(DEEPEST)) {
            String path = relative(file);
            if (watch.covers(path)) {
                add(texts, path, file);
            }
        }
        return texts;
    }

    /** Where something may appear or change. */
    List<Path> folders() throws IOException {
        return found(DEEPEST - 1).stream().filter(Files::isDirectory).toList();
    }

    /** Whether a file's absence says that it was removed; a directory that is not mounted says nothing. */
    boolean tellsAbsenceOf(String path) throws IOException {
        int slash = path.indexOf('/');
        if (slash > 0) {
            return Files.isDirectory(root.resolve(path.substring(0, slash)));
        }
        if (!Files.isDirectory(root)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
            return entries.iterator().hasNext();
        }
    }

    private List<Path> found(int depth) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(path -> !("/" + relative(path)).contains("/.")).toList();
        } catch (UncheckedIOException swappedMeanwhile) {
            throw swappedMeanwhile.getCause();
        }
    }

    private String relative(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    private static void add(Map<String, ConfigText> texts, String path, Path file) {
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
