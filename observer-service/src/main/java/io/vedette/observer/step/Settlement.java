package io.vedette.observer.step;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What becomes of a file when its executable has ended. A crash in the middle leaves the claim, and so at worst a second copy. */
final class Settlement {

    private final Step step;
    private final Path trash;

    Settlement(Step step, Path dataIn) {
        this.step = step;
        this.trash = dataIn.resolve("trash").resolve(step.folder());
    }

    /** The file, and whatever else the executable left beside it, goes on; without a destination there is nothing more to do. */
    void succeeded(Claim claim) throws IOException {
        Destination destination = step.destination();
        if (destination == null) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(claim.folder(), Files::isRegularFile)) {
            for (Path file : left) {
                Moves.into(destination.directory(), file.getFileName().toString(), claim.uid(), file);
            }
        }
    }

    void failed(Claim claim, Tags tags) throws IOException {
        switch (step.failurePolicy()) {
            case FailurePolicy.Keep keep -> withTags(trash, claim, tags);
            case FailurePolicy.Delete delete -> Files.deleteIfExists(claim.file());
            case FailurePolicy.Move move -> moved(move.destination(), claim, tags);
        }
    }

    /** A former life ended after the executable had removed the file: what it wrote is kept, as nobody knows whether it was all. */
    void abandoned(Claim claim, Tags tags) throws IOException {
        tags.explain("the observer was killed after the executable had removed the file", List.of());
        withTags(trash, claim, tags);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(claim.folder(), Files::isRegularFile)) {
            for (Path file : left) {
                Moves.into(trash, file.getFileName().toString(), claim.uid(), file);
            }
        }
    }

    private void moved(Destination destination, Claim claim, Tags tags) throws IOException {
        if (!destination.isStep()) {
            withTags(destination.directory(), claim, tags);
        } else if (Files.exists(claim.file())) {
            Moves.into(destination.directory(), claim.event().filename(), claim.uid(), claim.file());
        }
    }

    /** A message that could not be understood, kept for people. */
    void poisoned(String message, String uid, String reason) throws IOException {
        Files.createDirectories(trash);
        Files.writeString(trash.resolve("message-" + uid), message);
        Files.writeString(trash.resolve("message-" + uid + ".tags"), "reason = " + reason + "\n");
    }

    private static void withTags(Path directory, Claim claim, Tags tags) throws IOException {
        Files.createDirectories(directory);
        String name = Moves.fitting(claim.event().filename(), ".tags".length());
        String other = Moves.distinct(claim.event().filename(), claim.uid(), ".tags".length());
        if (!Files.exists(claim.file())) {
            tags.add("file", "was gone when its step failed");
        }
        String free = Files.exists(directory.resolve(name)) || !reserve(directory.resolve(name + ".tags"), tags)
                ? other
                : name;
        if (free.equals(other)) {
            Files.writeString(directory.resolve(other + ".tags"), tags.text());
        }
        if (Files.exists(claim.file())) {
            Moves.exactly(directory.resolve(free), claim.file());
        }
    }

    private static boolean reserve(Path tagFile, Tags tags) throws IOException {
        try {
            Files.writeString(tagFile, tags.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException taken) {
            return false;
        }
    }
}
