package io.vedette.broker.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Who reads the journal and how far each has stored it. A checkpoint is cumulative and only rises; each lives in a file of its own that is replaced
 * whole. A file that cannot be read counts as a checkpoint at the beginning: segments are kept longer, nothing is skipped. A file {@code NAME.retired},
 * which an operator's command leaves, ends the subscriber.
 */
final class Subscribers {
    private static final String SUFFIX = ".checkpoint";
    private static final String RETIRED = ".retired";
    private static final int FILE_BYTES = Long.BYTES + Integer.BYTES;

    private final Path directory;
    /** Guarded by this; so are the files. */
    private final Map<String, Long> checkpoints = new TreeMap<>();

    Subscribers(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        checkpoints.putAll(read(directory));
        forgetRetired();
    }

    /** The checkpoints as they stand in the files; nothing is changed. */
    static Map<String, Long> read(Path directory) throws IOException {
        Map<String, Long> found = new TreeMap<>();
        for (String name : names(directory, SUFFIX)) {
            found.put(name, readOne(directory.resolve(name + SUFFIX)));
        }
        return found;
    }

    /**
     * Says that a subscriber is gone for good; whoever has the journal open, or opens it next, forgets it.
     *
     * @return whether there was one of this name
     */
    static boolean retire(Path directory, String name) throws IOException {
        if (!Files.exists(directory.resolve(name + SUFFIX))) {
            return false;
        }
        Files.move(
                directory.resolve(name + SUFFIX),
                directory.resolve(name + RETIRED),
                StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Forgets the subscribers that were retired. */
    synchronized List<String> forgetRetired() throws IOException {
        List<String> retired = names(directory, RETIRED);
        for (String name : retired) {
            checkpoints.remove(name);
            Files.deleteIfExists(directory.resolve(name + SUFFIX));
            Files.delete(directory.resolve(name + RETIRED));
        }
        return retired;
    }

    /** Adds a subscriber unless it is there; returns its checkpoint. */
    synchronized long register(String name, long begin) throws IOException {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            throw new IllegalArgumentException("subscriber '" + name + "': 1 to 64 letters, digits, '.', '_' or '-'");
        }
        if (!checkpoints.containsKey(name)) {
            write(name, begin);
            checkpoints.put(name, begin);
        }
        return checkpoints.getOrDefault(name, begin);
    }

    /** Raises a subscriber's checkpoint; a lower one than it has changes nothing. */
    synchronized void checkpoint(String name, long offset) throws IOException {
        if (offset > register(name, 0)) {
            write(name, offset);
            checkpoints.put(name, offset);
        }
    }

    synchronized OptionalLong lowest() {
        return checkpoints.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Collections.min(checkpoints.values()));
    }

    synchronized long highest() {
        return checkpoints.isEmpty() ? 0 : Collections.max(checkpoints.values());
    }

    synchronized Map<String, Long> all() {
        return Map.copyOf(checkpoints);
    }

    private static List<String> names(Path directory, String suffix) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }

    private void write(String name, long offset) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(FILE_BYTES).putLong(offset).putInt(crc(offset));
        Path fresh = directory.resolve(name + ".new");
        Files.write(fresh, content.array());
        Files.move(fresh, directory.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long readOne(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (content.length != FILE_BYTES) {
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        long offset = bytes.getLong();
        return bytes.getInt() == crc(offset) && offset >= 0 ? offset : 0;
    }

    private static int crc(long offset) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(offset).flip());
        return (int) crc.getValue();
    }
}
