package io.vedette.observer.step;

import io.vedette.contracts.files.FileEvent;
import io.vedette.observer.queue.FileEvents;
import io.vedette.observer.queue.MalformedEventException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims of one step. A claim is made by renaming the file, so that of several who heard of it one gets it; it survives any death, and
 * whoever finds one that nobody holds takes it up.
 */
final class Claims {

    private static final Logger log = LoggerFactory.getLogger(Claims.class);
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{12}\\.[0-9a-f]{32}");

    private final Path folder;
    private final String instance;
    private final Set<Path> held = ConcurrentHashMap.newKeySet();

    /** @param instance 12 hex digits, the same after a restart */
    Claims(Path dataIn, Step step, String instance) {
        this.folder = dataIn.resolve("tmp").resolve(step.folder());
        this.instance = instance;
    }

    /** Empty when the file is gone: another was quicker, or it was announced twice. */
    Optional<Claim> make(FileEvent event) throws IOException {
        Path source = Path.of(event.directory()).resolve(event.filename());
        if (!Files.isRegularFile(source)) {
            return Optional.empty();
        }
        String uid = UUID.randomUUID().toString().replace("-", "");
        var claim = new Claim(folder.resolve(instance + "." + uid), event);
        held.add(claim.folder());
        try {
            Files.createDirectories(claim.folder());
            Files.writeString(claim.record(), FileEvents.text(event));
            Moves.rename(source, claim.file());
            return Optional.of(claim);
        } catch (NoSuchFileException gone) {
            release(claim);
            return Optional.empty();
        } catch (IOException failed) {
            letGo(claim);
            throw failed;
        }
    }

    /** The work is done: nothing of the claim stays. */
    void release(Claim claim) throws IOException {
        Moves.delete(claim.folder());
        Files.deleteIfExists(claim.record());
        held.remove(claim.folder());
    }

    /** The work is not done: whoever looks next takes it up. */
    void letGo(Claim claim) {
        held.remove(claim.folder());
    }

    /** The instances that claims here belong to, but for this one. */
    Set<String> others() throws IOException {
        var others = ConcurrentHashMap.<String>newKeySet();
        for (Path found : folders()) {
            others.add(owner(found));
        }
        others.remove(instance);
        return others;
    }

    /**
     * Takes up what nobody works on.
     *
     * @param isDead whether another instance is; its own claims need only be free
     */
    List<Claim> adopt(Predicate<String> isDead) throws IOException {
        var adopted = new ArrayList<Claim>();
        for (Path found : folders()) {
            boolean isFree = owner(found).equals(instance) ? held.add(found) : isDead.test(owner(found));
            if (isFree) {
                adopt(found).ifPresent(adopted::add);
            }
        }
        return adopted;
    }

    private Optional<Claim> adopt(Path found) {
        try {
            return takeUp(found);
        } catch (IOException failed) {
            held.remove(found);
            log.error("{} cannot be taken up, it stays where it is", found, failed);
            return Optional.empty();
        }
    }

    private Optional<Claim> takeUp(Path found) throws IOException {
        Claim claim = own(new Claim(found, eventOf(found)));
        List<Path> inside = entries(claim.folder());
        if (inside.isEmpty()) {
            release(claim);
            return Optional.empty();
        }
        if (inside.contains(claim.file())) {
            // Half an output of the life before would be in the way of the next attempt.
            for (Path other : inside) {
                if (!other.equals(claim.file())) {
                    Moves.delete(other);
                }
            }
        }
        log.info("Taking up {} of {} again", claim.event().filename(), folder.getFileName());
        return Optional.of(claim);
    }

    private Claim own(Claim claim) throws IOException {
        if (claim.instance().equals(instance)) {
            return claim;
        }
        var mine = new Claim(folder.resolve(instance + "." + claim.uid()), claim.event());
        held.add(mine.folder());
        Files.writeString(mine.record(), FileEvents.text(mine.event()));
        Files.move(claim.folder(), mine.folder());
        Files.deleteIfExists(claim.record());
        return mine;
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return entries(folder).stream()
                .filter(found -> FOLDER.matcher(found.getFileName().toString()).matches())
                .toList();
    }

    private static List<Path> entries(Path directory) throws IOException {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            entries.forEach(found::add);
        }
        return found;
    }

    private static String owner(Path found) {
        return new Claim(found, new FileEvent("", "", "", 0)).instance();
    }

    /** As recorded; where a crash of the machine tore the record, as far as the folder tells. */
    private static FileEvent eventOf(Path found) throws IOException {
        try {
            return FileEvents.parse(Files.readString(found.resolveSibling(found.getFileName() + ".claim")));
        } catch (NoSuchFileException | MalformedEventException lost) {
            String name = entries(found).stream()
                    .findFirst()
                    .map(entry -> entry.getFileName().toString())
                    .orElse("unknown");
            return FileEvents.exists(found, name, Instant.EPOCH);
        }
    }
}
