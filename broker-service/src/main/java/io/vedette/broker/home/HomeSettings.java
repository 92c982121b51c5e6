package io.vedette.broker.home;

import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param home the broker's own folder; journal, checks and certificates lie below it. Made when it is missing
 */
@ConfigurationProperties("vedette")
@Validated
public record HomeSettings(@NotNull Path home) {

    /** A folder below the home, made, for the broker's user alone, when it is missing. */
    public Path folder(String name) throws IOException {
        Path folder = home.resolve(name);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(home);
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return folder;
    }
}
