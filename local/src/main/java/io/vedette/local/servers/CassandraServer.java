package io.vedette.local.servers;

import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.Readiness;
import io.vedette.local.guard.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of Cassandra 5 on loopback in a process of its own, on a Java 17. What it has acknowledged outlives a kill and a new start. */
public final class CassandraServer implements AutoCloseable {
    /** Of {@link #keys()}. */
    public static final String KEYS_PASSWORD = "of no worth";

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final CassandraNode node;
    private final ServerFolders folders;
    private GuardedProcess process;

    private CassandraServer(CassandraNode node, ServerFolders folders) {
        this.node = node;
        this.folders = folders;
        process = launch(node, folders);
    }

    /** What a node needs and is not there. */
    public static Optional<String> missing() {
        return CassandraJars.missing();
    }

    /** One node that wants a password, and knows TLS. */
    public static CassandraServer start(ServerFolders folders) {
        return ready(new CassandraServer(
                new CassandraNode("127.0.0.1", FreePort.any(), FreePort.any(), 0, true, CassandraNode.QUICK), folders));
    }

    /** One node that wants no password, is slower to start and faster then. */
    public static CassandraServer steady(ServerFolders folders) {
        return ready(new CassandraServer(
                new CassandraNode("127.0.0.1", FreePort.any(), FreePort.any(), 0, false, CassandraNode.STEADY),
                folders));
    }

    /** Nodes on 127.0.0.1, 127.0.0.2 and so on that share a ring and want no password. */
    public static List<CassandraServer> ring(Path home, int nodes) {
        int port = FreePort.any();
        int ringPort = FreePort.any();
        List<CassandraServer> ring = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            long token = Long.MIN_VALUE / nodes * (i + 1);
            String address = "127.0.0." + (i + 1);
            ring.add(new CassandraServer(
                    new CassandraNode(address, port, ringPort, token, false, CassandraNode.QUICK),
                    new ServerFolders(home.resolve(address))));
            if (i == 0) {
                ring.getFirst().awaitReady();
            }
        }
        ring.forEach(CassandraServer::awaitReady);
        return ring;
    }

    /** Where a node that is alone has its key and certificate. */
    public Path keys() {
        return folders.data("cassandra").resolve(CassandraNode.KEYS);
    }

    /** host:port. */
    public String contactPoint() {
        return node.address() + ":" + node.port();
    }

    public long pid() {
        return process.pid();
    }

    /** Ends it with nothing written down first. */
    public void kill() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** Starts it again after it was killed. */
    public void restart() {
        process = launch(node, folders);
        awaitReady();
    }

    @Override
    public void close() {
        process.close();
    }

    private static CassandraServer ready(CassandraServer server) {
        server.awaitReady();
        return server;
    }

    private void awaitReady() {
        Readiness.await(process, PATIENCE, this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.address(), node.port()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static GuardedProcess launch(CassandraNode node, ServerFolders folders) {
        Path data = folders.data("cassandra");
        PrivateFiles.write(data.resolve("cassandra.yaml"), node.yaml(data));
        if (node.guarded()) {
            makeKeys(node, data);
        }
        PrivateFiles.write(data.resolve("logback.xml"), logback());
        return GuardedProcess.start(new GuardedCommand(
                "cassandra",
                node.command(CassandraJars.java(), CassandraJars.classPath(), data),
                Map.of(),
                data,
                folders.log("cassandra"),
                StopSignal.TERM,
                GRACE));
    }

    private static void makeKeys(CassandraNode node, Path data) {
        try {
            Process keytool = new ProcessBuilder(node.makeKeys(data))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String logback() {
        try (InputStream in = CassandraServer.class.getResourceAsStream("cassandra-logback.xml")) {
            if (in == null) {
                throw new IllegalStateException("cassandra-logback.xml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
