package io.vedette.configmonitor.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies where a watch looks, by content: a swapped symbolic link and a file on NFS are changes like any other. */
final class WatchedFiles {
    private static final Logger log = LoggerFactory.getLogger(WatchedFiles.class);
    private static final Pattern WILD = Pattern.compile("[*?\\[{]");
    private static final int DEEPEST = 8;
    private static final long LONGEST = 1 << 20;

    private WatchedFiles() {}

    /** Texts by absolute path. */
    static Map<String, ConfigText> texts(WatchSettings settings) throws IOException {
        Map<String, ConfigText> texts = new TreeMap<>();
        for (String glob : settings.files()) {
            Path root = root(glob);
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            try (Stream<Path> found = Files.walk(root, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
                for (Path file : (Iterable<Path>) found.filter(matcher::matches)::iterator) {
                    add(texts, file);
                }
            } catch (NoSuchFileException | UncheckedIOException notMounted) {
                log.trace("not there, or swapped while it was walked", notMounted);
            }
        }
        return texts;
    }

    /** Whether a watch looks at this path; {@code ..} leads nowhere. */
    static boolean covers(WatchSettings settings, String path) {
        Path file = Path.of(path).normalize();
        return file.toString().equals(path)
                && settings.files().stream()
                        .anyMatch(glob -> FileSystems.getDefault()
                                .getPathMatcher("glob:" + glob)
                                .matches(file));
    }

    private static void add(Map<String, ConfigText> texts, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
            texts.put(file.toString(), new ConfigText(file.toString(), Files.readString(file)));
        }
    }

    /** The deepest directory above everything the pattern may mean. */
    private static Path root(String glob) {
        Matcher wild = WILD.matcher(glob);
        if (!wild.find()) {
            return Path.of(glob);
        }
        return Path.of(glob.substring(0, glob.lastIndexOf('/', wild.start()) + 1));
    }
}
