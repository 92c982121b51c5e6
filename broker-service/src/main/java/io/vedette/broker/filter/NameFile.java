package io.vedette.broker.filter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names let in, one a line, encoded; lines are only ever added. A line that a crash tore is left out, and so is what the disk would not take: it is let in
 * again when it comes. */
record NameFile(Path path) {
    private static final Logger log = LoggerFactory.getLogger(NameFile.class);

    Set<String> load() {
        Set<String> names = new LinkedHashSet<>();
        if (!Files.exists(path)) {
            return names;
        }
        try {
            for (String line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
                try {
                    names.add(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8));
                } catch (IllegalArgumentException torn) {
                    log.atDebug().addKeyValue("file", path.getFileName()).log("A torn line is left out");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    void add(String name) {
        String line = Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8)) + "\n";
        try {
            Files.writeString(
                    path, line, StandardCharsets.US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", path.getFileName()).log("A name is not kept: {}", e.getMessage());
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            log.atWarn().addKeyValue("file", path.getFileName()).log("Names are not removed: {}", e.getMessage());
        }
    }
}
