package io.vedette.local.servers;

import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.Readiness;
import io.vedette.local.guard.StartException;
import io.vedette.local.guard.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** Redis on loopback, behind a password, with an append-only file: a kill costs at most the last second. It refuses writes rather than evict. */
public final class RedisServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final String EXPECTED = "+OK\r\n+PONG\r\n";

    private final GuardedProcess process;
    private final int port;
    private final String password;

    private RedisServer(GuardedProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts it.
     *
     * @param folders data goes to {@code redis}, the log to {@code log/redis.log}
     * @param port 0 for any free one
     * @param password letters and digits, may change between starts
     */
    public static RedisServer start(ServerFolders folders, int port, String password) {
        Path data = folders.data("redis");
        int ownPort = FreePort.orAny(port);
        Path settings = data.resolve("redis.conf");
        PrivateFiles.write(settings, settings(ownPort, new Login("default", password), data));
        GuardedProcess process = GuardedProcess.start(new GuardedCommand(
                "redis",
                List.of(executable(data).toString(), settings.toString()),
                Map.of(),
                data,
                folders.log("redis"),
                StopSignal.TERM,
                Duration.ofSeconds(10)));
        RedisServer server = new RedisServer(process, ownPort, password);
        Readiness.await(process, PATIENCE, server::answers);
        return server;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public GuardedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static String settings(int port, Login login, Path data) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync everysec
                save ""
                maxmemory-policy noeviction
                daemonize no
                """.formatted(port, login.password(), data);
    }

    private static Path executable(Path data) {
        try {
            Path folder = Files.createDirectories(data.resolve("bin"));
            return ExecutableProvider.newJarResourceProvider(folder.toFile())
                    .get()
                    .toPath();
        } catch (IOException | RuntimeException e) {
            String platform = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
            throw new StartException("there is no Redis for this platform (" + platform + "): " + e.getMessage(), e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(EXPECTED.length());
            return EXPECTED.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return false;
        }
    }
}
