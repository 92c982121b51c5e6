package io.vedette.local.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands where a service would: it can be extracted, tells that it is up and leaves a note when it was asked to end. */
final class FakeService {

    private FakeService() {}

    /** Writes the jar of a service that is nothing but this class. */
    static void build(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            String entry = FakeService.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(entry));
            out.write(FakeService.class.getResourceAsStream("FakeService.class").readAllBytes());
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("jarmode") != null) {
            Path jar = Path.of(System.getProperty("java.class.path"));
            Files.copy(jar, Path.of(List.of(arguments).getLast()).resolve(jar.getFileName()));
            return;
        }
        Path note = Path.of(System.getenv("VEDETTE_HOME"), "stopped");
        Files.deleteIfExists(note);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(note)));
        String port = System.getenv().getOrDefault("MANAGEMENT_SERVER_PORT", System.getenv("SERVER_PORT"));
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void leave(Path note) {
        try {
            Files.writeString(note, Long.toString(System.currentTimeMillis()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
