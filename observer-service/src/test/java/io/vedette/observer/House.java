package io.vedette.observer;

import io.vedette.testsupport.RedisAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An observer with a home of its own, seen from outside: files, Redis, HTTP. May be stopped and started again. */
final class House implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    final Path home;
    final Path data;
    final Path etc;
    private final RedisAccess redis;
    private final List<String> settings = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ConfigurableApplicationContext context;

    House(Path folder, RedisAccess redis, String... settings) throws IOException {
        this.home = folder.resolve("home");
        this.data = folder.resolve("data_in");
        this.etc = Files.createDirectories(folder.resolve("etc"));
        this.redis = redis;
        this.settings.addAll(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--vedette.home=" + home,
                "--vedette.observer.data=" + data,
                "--vedette.observer.config=" + etc.resolve("directory_observer.ini"),
                "--vedette.observer.look-around=200ms",
                "--spring.data.redis.host=" + redis.host(),
                "--spring.data.redis.port=" + redis.port(),
                "--spring.data.redis.password=" + redis.password()));
        for (String own : settings) {
            String key = own.substring(0, own.indexOf('=') + 1);
            this.settings.removeIf(usual -> usual.startsWith(key));
            this.settings.add(own);
        }
    }

    List<String> settings() {
        return List.copyOf(settings);
    }

    House start() {
        context = new SpringApplicationBuilder(ObserverApplication.class, TestKeys.class)
                .run(settings.toArray(String[]::new));
        return this;
    }

    void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    /** A connection of the test's own. */
    StringRedisTemplate redis() {
        var standalone = new RedisStandaloneConfiguration(redis.host(), redis.port());
        standalone.setPassword(redis.password());
        var factory = new LettuceConnectionFactory(standalone);
        factory.afterPropertiesSet();
        factory.start();
        return new StringRedisTemplate(factory);
    }

    /** Writes as MetWork asks: under an ignored name first. */
    Path arrive(String directory, String name, String content) throws IOException {
        Path folder = Files.createDirectories(data.resolve(directory));
        Path growing = Files.writeString(folder.resolve(Integer.toHexString(name.hashCode()) + ".t"), content);
        return Files.move(growing, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    Path initial(String path, String text) throws IOException {
        Path file = etc.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** All files below a folder of data_in, relative to it, sorted. */
    List<String> filesIn(String folder) {
        Path root = data.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException movingMeanwhile) {
            return List.of("(changing)");
        }
    }

    HttpResponse<String> put(String path, String content) {
        String body = JSON.createObjectNode()
                .put("path", path)
                .put("content", content)
                .toString();
        return send("PUT", "/api/observer/config", body, TestKeys.token("operator", "service"));
    }

    /** @param headers name, value, … */
    HttpResponse<String> send(String method, String path, String body, @Nullable String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    JsonNode status() {
        return JSON.readTree(send("GET", "/api/observer/status", "", TestKeys.token("admin", "token"))
                .body());
    }

    JsonNode step(String plugin, String step) {
        for (JsonNode one : status().path("steps")) {
            if (one.path("plugin").asString().equals(plugin)
                    && one.path("step").asString().equals(step)) {
                return one;
            }
        }
        throw new AssertionError("no step " + plugin + "/" + step);
    }

    private String port() {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        stop();
    }
}
