package io.vedette.broker.check;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real server of Debian's, run for a test. Where it is not installed the test says so: it fails in continuous integration, which installs it, and is left out elsewhere. */
final class Peer implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Peer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Where a program lies. */
    static String program(String name, String debianPackage) {
        String path = System.getenv("PATH") + ":/usr/sbin:/sbin:/usr/lib/nagios/plugins";
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> missing(name, debianPackage));
    }

    private static String missing(String name, String debianPackage) {
        String words = name + " is not installed; .ci/run installs Debian's " + debianPackage;
        if (System.getenv("CI") != null) {
            fail(words);
        }
        Assumptions.abort(words);
        return name;
    }

    static Peer start(Path log, List<String> words) throws IOException {
        return new Peer(
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Waits until the peer answers; an exception is no answer yet. */
    void until(Callable<Boolean> answers) {
        try {
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError("ended with " + process.exitValue());
                }
                return answers.call();
            });
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("the peer does not answer; it says: " + said(), e);
        }
    }

    void untilListening(int port) {
        until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return true;
            }
        });
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "nothing";
        }
    }

    static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static int freeUdpPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
