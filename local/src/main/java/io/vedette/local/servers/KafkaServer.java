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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/**
 * The Kafka server on loopback in a process of its own: one node that is broker and controller, both behind a password. Topics must be created;
 * nothing is replicated.
 */
public final class KafkaServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String USER = "vedette";
    private static final String CLUSTER_ID = "VedetteLocalCluster00A";

    private final GuardedProcess process;
    private final KafkaSettings settings;

    private KafkaServer(GuardedProcess process, KafkaSettings settings) {
        this.process = process;
        this.settings = settings;
    }

    /**
     * Starts it.
     *
     * @param folders data goes to {@code kafka}, the log to {@code log/kafka.log}
     * @param port 0 for any free one
     * @param password of the user {@code vedette}; may change between starts
     */
    public static KafkaServer start(ServerFolders folders, int port, String password) {
        return start(folders, port, password, List.of(), Duration.ofSeconds(20));
    }

    /**
     * Starts it.
     *
     * @param options more of them for its JVM
     * @param grace how long it may take to end
     */
    public static KafkaServer start(
            ServerFolders folders, int port, String password, List<String> options, Duration grace) {
        Path data = folders.data("kafka");
        KafkaSettings settings = new KafkaSettings(
                FreePort.orAny(port), FreePort.any(), new Login(USER, password), data.resolve("logs"));
        Path file = data.resolve("server.properties");
        PrivateFiles.write(file, settings.serverProperties());
        GuardedProcess process = GuardedProcess.start(new GuardedCommand(
                "kafka", command(options, file), Map.of(), data, folders.log("kafka"), StopSignal.TERM, grace));
        KafkaServer server = new KafkaServer(process, settings);
        Readiness.await(process, PATIENCE, server::answers);
        return server;
    }

    /** What a client needs to connect to a server started with this port and password; holds the password. */
    public static Map<String, String> clientProperties(int port, String password) {
        return new KafkaSettings(port, 0, new Login(USER, password), Path.of("")).clientProperties();
    }

    public int port() {
        return settings.port();
    }

    public long pid() {
        return process.pid();
    }

    public GuardedProcess process() {
        return process;
    }

    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** What a client needs to connect: bootstrap.servers, security.protocol, sasl.mechanism, sasl.jaas.config (holds the password). */
    public Map<String, String> clientProperties() {
        return settings.clientProperties();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(List<String> options, Path file) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms48m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=io/vedette/local/servers/kafka-logback.xml"));
        command.addAll(HotCode.OPTIONS);
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProcess.class.getName(),
                file.toString(),
                CLUSTER_ID));
        return command;
    }

    private boolean answers() {
        if (!isListening()) {
            return false;
        }
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put("request.timeout.ms", "5000");
        properties.put("default.api.timeout.ms", "5000");
        try (Admin admin = Admin.create(properties)) {
            return !admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while Kafka was starting", e);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
