package io.vedette.configmonitor.files;

import java.util.List;
import java.util.regex.Pattern;

/** What of the operator's folder is the observer's: its plugins' steps first, then the directories that feed them. */
final class ObserverFiles {
    private static final Pattern STEPS = Pattern.compile("plugins/[A-Za-z0-9_-]+/config\\.ini");
    private static final Pattern DIRECTORIES = Pattern.compile("directory_observer\\.ini");

    private ObserverFiles() {}

    static List<FolderWatch> watches(Receiver observer) {
        return List.of(
                new FolderWatch("plugins", FolderWatch.STEPS, STEPS, observer),
                new FolderWatch("directory_observer", FolderWatch.DIRECTORIES, DIRECTORIES, observer));
    }

    static boolean covers(String path) {
        return STEPS.matcher(path).matches() || DIRECTORIES.matcher(path).matches();
    }
}
