package io.vedette.configmonitor.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Brings accepted files to the service that reads them: judged, copied, acted upon, confirmed; and put back when the service does not come up. */
final class Rollout {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WatchSettings settings;
    /** What was in force last, so that a crash between copy and confirmation does not make a bad file the one from before. */
    private final Path good;

    private final Actions actions;

    Rollout(WatchSettings settings, Path good, Actions actions) {
        this.settings = settings;
        this.good = good;
        this.actions = actions;
    }

    /** Why the file is not accepted; empty when it is, or nobody judges. */
    Optional<String> objection(ConfigText text) throws IOException, InterruptedException {
        if (settings.validate().isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("vedette-check-");
        Path copy = folder.resolve(name(text.path()));
        try {
            Files.writeString(copy, text.text());
            List<String> command = settings.validate().stream()
                    .map(word -> word.replace("%[file]", copy.toString()))
                    .toList();
            return Programs.run(command, PATIENCE);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    /**
     * Copies and takes away, acts, and waits until the service confirms.
     *
     * @return why all is as it was before; empty when the files are in force
     */
    Optional<String> bring(Collection<ConfigText> changed, Collection<String> gone)
            throws IOException, InterruptedException {
        Map<Path, byte @Nullable []> before = before(changed, gone);
        Optional<String> failure = copied(changed, gone);
        if (failure.isEmpty()) {
            failure = actions.take();
        }
        if (failure.isEmpty()) {
            failure = actions.unconfirmed();
        }
        if (failure.isEmpty()) {
            keepAsGood(changed, gone);
            return failure;
        }
        for (Map.Entry<Path, byte @Nullable []> file : before.entrySet()) {
            putBack(file.getKey(), file.getValue());
        }
        Optional<String> again = actions.take();
        return Optional.of(failure.get()
                + again.map(why -> "; and with the files from before: " + why).orElse(""));
    }

    private Map<Path, byte @Nullable []> before(Collection<ConfigText> changed, Collection<String> gone)
            throws IOException {
        Map<Path, byte @Nullable []> before = new HashMap<>();
        for (String path : Stream.concat(changed.stream().map(ConfigText::path), gone.stream())
                .toList()) {
            Path kept = good.resolve(name(path));
            before.put(live(path), held(Files.exists(kept) ? kept : live(path)));
        }
        return before;
    }

    private Optional<String> copied(Collection<ConfigText> changed, Collection<String> gone) {
        try {
            for (ConfigText text : changed) {
                WholeFile.write(live(text.path()), bytes(text));
            }
            for (String path : gone) {
                Files.deleteIfExists(live(path));
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("not copied: " + e);
        }
    }

    private void keepAsGood(Collection<ConfigText> changed, Collection<String> gone) throws IOException {
        for (ConfigText text : changed) {
            WholeFile.write(good.resolve(name(text.path())), bytes(text));
        }
        for (String path : gone) {
            Files.deleteIfExists(good.resolve(name(path)));
        }
    }

    private static byte[] bytes(ConfigText text) {
        return text.text().getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the copy the service reads is the text. */
    boolean isLive(ConfigText text) throws IOException {
        Path live = live(text.path());
        return Files.exists(live) && Files.readString(live).equals(text.text());
    }

    private Path live(String path) {
        return settings.place().resolve(name(path));
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private static byte @Nullable [] held(Path live) throws IOException {
        return Files.exists(live) ? Files.readAllBytes(live) : null;
    }

    private static void putBack(Path live, byte @Nullable [] before) throws IOException {
        if (before == null) {
            Files.deleteIfExists(live);
        } else {
            WholeFile.write(live, before);
        }
    }
}
