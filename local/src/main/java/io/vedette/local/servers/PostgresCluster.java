package io.vedette.local.servers;

import io.vedette.local.guard.StartException;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes a cluster folder. It appears under its name only when it is whole, so that a kill in between leaves nothing half made. */
final class PostgresCluster {

    private PostgresCluster() {}

    static Path in(Path folder, Path binaries, Login superuser, Path log) {
        Path cluster = folder.resolve("cluster");
        if (Files.isDirectory(cluster)) {
            return cluster;
        }
        Path scratch = folder.resolve("cluster.making");
        Path password = folder.resolve("superuser.password");
        PrivateFiles.deleteRecursively(scratch);
        PrivateFiles.write(password, superuser.password() + "\n");
        try {
            run(initdb(binaries, scratch, superuser, password), log);
            Files.move(scratch, cluster, StandardCopyOption.ATOMIC_MOVE);
            return cluster;
        } catch (IOException e) {
            throw new StartException("Postgres cannot make its cluster in " + folder + ": " + e.getMessage(), e);
        } finally {
            password.toFile().delete();
        }
    }

    /** Postgres refuses to be root; in a user name space of its own it is nobody, and the files stay root's. */
    static List<String> unprivileged() {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        if (!LinuxUtils.isUnshareAvailable()) {
            throw new StartException(
                    "Postgres does not run as root and this machine has no unshare; run as another user");
        }
        return List.of("unshare", "-U");
    }

    private static List<String> initdb(Path binaries, Path cluster, Login superuser, Path password) {
        List<String> command = new ArrayList<>(unprivileged());
        command.addAll(List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + cluster,
                "--username=" + superuser.user(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--set=timezone=UTC"));
        return command;
    }

    private static void run(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("initdb failed, see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
