package io.vedette.local.servers;

import java.nio.file.Path;

/**
 * Where servers keep their things below one folder: {@code <home>/<server>} for data, {@code <home>/log/<server>.log} for what they say.
 *
 * @param home made when it is missing
 */
public record ServerFolders(Path home) {

    public ServerFolders {
        home = home.toAbsolutePath().normalize();
    }

    /** The data folder of a server, readable by its owner alone. */
    public Path data(String server) {
        return PrivateFiles.folder(home.resolve(server));
    }

    /** The log file of a server; its folder exists. */
    public Path log(String server) {
        return PrivateFiles.folder(home.resolve("log")).resolve(server + ".log");
    }

    /** Programs unpacked from jars, shared by every suite and test of this user: {@code $XDG_CACHE_HOME/vedette} or {@code ~/.cache/vedette}. */
    static Path engines() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path root =
                cache == null || cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return PrivateFiles.folder(root.resolve("vedette"));
    }
}
