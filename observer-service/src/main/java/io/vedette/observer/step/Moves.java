package io.vedette.observer.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Moves files without ever overwriting one; over the borders of file systems too, where the target appears whole or not at all. */
final class Moves {

    private static final int LONGEST_NAME = 255;

    private Moves() {}

    /**
     * Into a directory, made if needed, under this name or, if that is taken, under {@code <uid>_<name>}.
     *
     * @throws NoSuchFileException when the source is gone
     */
    static Path into(Path directory, String name, String uid, Path source) throws IOException {
        Files.createDirectories(directory);
        try {
            return exactly(directory.resolve(name), source);
        } catch (FileAlreadyExistsException taken) {
            return exactly(directory.resolve(distinct(name, uid, 0)), source);
        }
    }

    /**
     * @throws FileAlreadyExistsException when the target is there
     */
    static Path exactly(Path target, Path source) throws IOException {
        try {
            Files.createLink(target, source);
            Files.delete(source);
        } catch (FileAlreadyExistsException | NoSuchFileException known) {
            throw known;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            withoutLinks(target, source);
        }
        return target;
    }

    private static void withoutLinks(Path target, Path source) throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        rename(source, target);
    }

    /** As rename(2), and as a copy under an ignored name where the file systems differ. */
    static void rename(Path source, Path target) throws IOException {
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Path growing = target.resolveSibling(distinct(target.getFileName().toString(), "copy", 2) + ".t");
            Files.copy(source, growing, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            try {
                Files.delete(source);
            } catch (NoSuchFileException takenByAnother) {
                Files.deleteIfExists(growing);
                throw takenByAnother;
            }
            Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** {@code <uid>_<name>}, cut to what a file system bears with {@code room} bytes more. */
    static String distinct(String name, String uid, int room) {
        return uid.substring(0, Math.min(8, uid.length())) + "_" + fitting(name, 9 + room);
    }

    /** A name that bears {@code room} more bytes; cut in front, as endings tell more. */
    static String fitting(String name, int room) {
        String fitting = name;
        while (fitting.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME - room) {
            fitting = fitting.substring(fitting.offsetByCodePoints(0, 1));
        }
        return fitting;
    }

    /** A folder and all that is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
