package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of configuration files that people edit and config-monitor watches: {@code directory_observer.ini} and {@code plugins/}. */
final class ConfigFiles {

    private static final String FIRST_INI = """
            # Directories to watch beside those of the plugins, each a section:
            #
            # [arrivals]
            # active = 1
            # directory = /where/files/arrive
            # queue = step.<plugin>.<step>
            """;

    private ConfigFiles() {}

    static Path folder(Path data) {
        return data.resolve("config");
    }

    static Path observerIni(Path data) {
        return folder(data).resolve("directory_observer.ini");
    }

    /** Makes what is missing; never touches what is there. */
    static void prepare(Path data) {
        try {
            Files.createDirectories(folder(data).resolve("plugins"));
            if (!Files.exists(observerIni(data))) {
                Files.writeString(observerIni(data), FIRST_INI);
            }
        } catch (IOException e) {
            throw new StartException(folder(data) + " cannot be made: " + e.getMessage() + ".", e);
        }
    }
}
