package io.vedette.alerting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as it runs, on real servers; closing it is an orderly stop. */
final class RunningAlerting implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private RunningAlerting(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it; further settings as {@code --key=value}. */
    static RunningAlerting start(Database webDb, Path home, String... settings) {
        List<String> all = settings(webDb, home);
        all.add("--server.port=0");
        all.addAll(List.of(settings));
        return new RunningAlerting(new SpringApplicationBuilder(AlertingApplication.class, TestTokens.class)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new)));
    }

    /** What it needs to reach the servers. */
    static List<String> settings(Database webDb, Path home) {
        List<String> all = new ArrayList<>(List.of(
                "--vedette.home=" + home,
                "--spring.datasource.url=" + webDb.jdbcUrl(),
                "--spring.datasource.username=" + webDb.application().user(),
                "--spring.datasource.password=" + webDb.application().password(),
                "--spring.kafka.bootstrap-servers=" + TestServers.kafka().bootstrapServers()));
        TestServers.kafka().clientProperties().forEach((key, value) -> {
            if (key.equals("security.protocol")) {
                all.add("--spring.kafka.security.protocol=" + value);
            } else if (key.startsWith("sasl.")) {
                all.add("--spring.kafka.properties." + key + "=" + value);
            }
        });
        return all;
    }

    /** What config-monitor does. */
    static void migrate(Database webDb) {
        Flyway.configure()
                .dataSource(webDb.jdbcUrl(), webDb.user(), webDb.password())
                .load()
                .migrate();
    }

    boolean isReady() {
        return get("/actuator/health/readiness", "").statusCode() == 200;
    }

    /** As an admin of account 1. */
    JsonNode json(String path) {
        return JSON.readTree(get(path, TestTokens.token(1, "admin")).body());
    }

    HttpResponse<String> get(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    double count(String name, String... tags) {
        Counter counter =
                context.getBean(MeterRegistry.class).find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    @Override
    public void close() {
        context.close();
    }
}
