package io.vedette.stratcon.field;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's InfluxDB, with data that outlive it. Belongs to one thread. */
public final class InfluxServer implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;
    private final int port = freePort();
    private final int inner = freePort();
    private Optional<Process> process = Optional.empty();

    /**
     * @param home an empty folder
     */
    public InfluxServer(Path home) {
        this.home = home;
    }

    /** Where its program is; empty on a machine without. */
    public static Optional<Path> program() {
        return Stream.of("/usr/bin/influxd", "/usr/local/bin/influxd", "/usr/sbin/influxd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program().orElseThrow().toString(), "run");
        builder.environment()
                .putAll(Map.of(
                        "INFLUXDB_REPORTING_DISABLED",
                        "true",
                        "INFLUXDB_BIND_ADDRESS",
                        "127.0.0.1:" + inner,
                        "INFLUXDB_HTTP_BIND_ADDRESS",
                        "127.0.0.1:" + port,
                        "INFLUXDB_META_DIR",
                        home.resolve("meta").toString(),
                        "INFLUXDB_DATA_DIR",
                        home.resolve("data").toString(),
                        "INFLUXDB_DATA_WAL_DIR",
                        home.resolve("wal").toString()));
        process = Optional.of(builder.redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start());
    }

    public void stop() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            try {
                running.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        process = Optional.empty();
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it answers to a statement; throws while it is not up. */
    public String ask(String statement) throws IOException, InterruptedException {
        String body = "db=metrics&q=" + URLEncoder.encode(statement, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/query"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
        http.close();
    }
}
