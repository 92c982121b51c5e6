package io.vedette.local.guard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A terminal's Ctrl-C reaches every process of a session; whoever decides for itself when to end gets a session of its own. */
public final class Sessions {

    private Sessions() {}

    /** Words in front of a command that make it lead a session; its process id stays the one that was started. Empty where there is no way. */
    public static List<String> own() {
        if (isProgram("setsid")) {
            return List.of("setsid");
        }
        return isProgram("perl")
                ? List.of("perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die $!;")
                : List.of();
    }

    private static boolean isProgram(String name) {
        for (String folder :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
                return true;
            }
        }
        return false;
    }
}
