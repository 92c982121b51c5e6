package io.vedette.observer.watch;

import io.vedette.observer.queue.RedisLists;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files of a directory that nobody was told of yet, the oldest first, as many as the queue may hold. */
final class Listing {

    private static final Logger log = LoggerFactory.getLogger(Listing.class);

    private final Watch watch;
    private final Predicate<String> filter;
    private final RedisLists lists;

    Listing(Watch watch, Predicate<String> filter, RedisLists lists) {
        this.watch = watch;
        this.filter = filter;
        this.lists = lists;
    }

    /**
     * @param names by time of modification
     * @param isCut whether the queue's limit left some out
     */
    record Found(List<String> names, boolean isCut) {}

    /** Empty while Redis is away, as then nobody knows what waits already. */
    Optional<Found> look() throws IOException {
        Optional<RedisLists.Waiting> waiting = lists.waiting(watch.queue(), watch.pollQueueLimit());
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = files().stream()
                .filter(name -> !waiting.get().names(watch.directory().toString(), name))
                .toList();
        int room = watch.pollQueueLimit() <= 0
                ? Integer.MAX_VALUE
                : Math.max(0, watch.pollQueueLimit() - waiting.get().length());
        if (names.size() <= room) {
            return Optional.of(new Found(names, false));
        }
        log.warn(
                "{} files of {} wait until {} is shorter than {}",
                names.size() - room,
                watch.directory(),
                watch.queue(),
                watch.pollQueueLimit());
        return Optional.of(new Found(names.subList(0, room), true));
    }

    private record Dated(String name, FileTime modified) {}

    private List<String> files() throws IOException {
        var found = new ArrayList<Dated>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(watch.directory())) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (filter.test(name)) {
                    dated(entry, name).ifPresent(found::add);
                }
            }
        }
        found.sort(Comparator.comparing(Dated::modified).thenComparing(Dated::name));
        return found.stream().map(Dated::name).toList();
    }

    private static Optional<Dated> dated(Path entry, String name) {
        try {
            var attributes = Files.readAttributes(entry, BasicFileAttributes.class);
            return attributes.isDirectory()
                    ? Optional.empty()
                    : Optional.of(new Dated(name, attributes.lastModifiedTime()));
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }
}
