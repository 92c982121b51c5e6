package io.vedette.broker.check;

import com.google.protobuf.util.JsonFormat;
import io.vedette.broker.door.OwnSeal;
import io.vedette.broker.home.PrivateFile;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks on the broker's disk: {@code <uuid>.json}, and {@code <uuid>.deleted} with the version of its deletion. Files are replaced whole and are for the
 * broker's user alone; secrets stand in them sealed.
 */
final class CheckFiles {
    private static final Logger log = LoggerFactory.getLogger(CheckFiles.class);
    private static final String CHECK = ".json";
    private static final String DELETED = ".deleted";
    private static final int UUID_LENGTH = 36;

    private final Path directory;
    private final OwnSeal seal;

    CheckFiles(Path directory, OwnSeal seal) {
        this.directory = directory;
        this.seal = seal;
    }

    /** What the disk holds; a file that cannot be read is told, left alone, and sent again by the stratcon. */
    List<HeldCheck> load() throws IOException {
        List<HeldCheck> held = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                try {
                    if (name.endsWith(CHECK)) {
                        Check.Builder check = Check.newBuilder();
                        JsonFormat.parser().ignoringUnknownFields().merge(Files.readString(file), check);
                        held.add(new HeldCheck(
                                UUID.fromString(check.getUuid()), check.getSeq(), seal.open(check.build())));
                    } else if (name.endsWith(DELETED)) {
                        long seq = Long.parseUnsignedLong(Files.readString(file).strip());
                        held.add(new HeldCheck(UUID.fromString(name.substring(0, UUID_LENGTH)), seq, null));
                    }
                } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
                    log.atWarn().addKeyValue("file", name).log("A check on disk cannot be read: {}", e.getMessage());
                }
            }
        }
        return held;
    }

    void write(HeldCheck held) throws IOException {
        Check check = held.check();
        if (check == null) {
            PrivateFile.replace(directory.resolve(held.uuid() + DELETED), Long.toUnsignedString(held.seq()));
            Files.deleteIfExists(directory.resolve(held.uuid() + CHECK));
        } else {
            PrivateFile.replace(
                    directory.resolve(held.uuid() + CHECK), JsonFormat.printer().print(seal.seal(check)));
            Files.deleteIfExists(directory.resolve(held.uuid() + DELETED));
        }
    }
}
