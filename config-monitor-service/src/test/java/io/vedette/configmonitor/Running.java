package io.vedette.configmonitor;

import io.vedette.configmonitor.identity.TokenLimits;
import io.vedette.configmonitor.identity.Tokens;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.testsupport.PostgresAccess.Database;
import io.vedette.testsupport.TestServers;
import io.vedette.webdb.account.AppUsers;
import io.vedette.webdb.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A config monitor that runs. Databases outlive it, so that another one can be started upon the same. */
public final class Running implements AutoCloseable {
    public static final String OPERATOR_KEY = "operator-key-of-tests-0123456789";
    public static final String SECRETS_KEY = "a key for the secrets of tests";
    public static final String ADMIN_EMAIL = "admin@example.com";
    public static final String ADMIN_PASSWORD = "first password";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();
    private static @Nullable Running shared;

    private final ConfigurableApplicationContext context;
    private final Database database;
    private final JdbcClient psql;

    private Running(ConfigurableApplicationContext context, Database database) {
        this.context = context;
        this.database = database;
        this.psql = JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
    }

    /** The one that most tests share; each makes accounts of its own. */
    public static synchronized Running shared() {
        if (shared == null) {
            shared = start(TestServers.postgres().newDatabase(), Map.of());
        }
        return shared;
    }

    /** @param settings beside the usual ones */
    public static Running start(Database database, Map<String, String> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put("server.port", "0");
        all.put("vedette.home", "target/homes/" + UUID.randomUUID());
        all.put("spring.datasource.url", database.jdbcUrl());
        all.put("spring.datasource.username", database.application().user());
        all.put("spring.datasource.password", database.application().password());
        all.put("spring.flyway.user", database.user());
        all.put("spring.flyway.password", database.password());
        all.put("spring.datasource.hikari.maximum-pool-size", "5");
        all.put("vedette.secrets.keys", SECRETS_KEY);
        all.put("vedette.bootstrap.admin-email", ADMIN_EMAIL);
        all.put("vedette.bootstrap.admin-password", ADMIN_PASSWORD);
        all.put("vedette.bootstrap.operator-key", OPERATOR_KEY);
        if (!settings.containsKey("spring.kafka.bootstrap-servers")) {
            all.putAll(kafka(TestServers.kafka().clientProperties()));
        }
        all.putAll(settings);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ConfigMonitorApplication.class)
                .run(all.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        return new Running(context, database);
    }

    /** Settings of a service for a client's properties. */
    public static Map<String, String> kafka(Map<String, String> client) {
        Map<String, String> settings = new HashMap<>();
        client.forEach((name, value) -> settings.put(
                name.equals("bootstrap.servers") ? "spring.kafka.bootstrap-servers" : "spring.kafka.properties." + name,
                value));
        return settings;
    }

    /** Somebody of an account, with a token. */
    public record Person(long account, long user, String token) {}

    /** An account of its own, with one user of that role. */
    public Person newAccount(Role role) {
        int n = ACCOUNTS.incrementAndGet();
        long account = psql.sql("insert into account (name) values (?) returning id")
                .param("account " + n)
                .query(Long.class)
                .single();
        return newUser(account, role);
    }

    public Person newUser(long account, Role role) {
        int n = ACCOUNTS.incrementAndGet();
        long user = psql.sql("insert into app_user (account_id, email, role) values (?, ?, ?) returning id")
                .params(account, "user" + n + "@example.com", role.word())
                .query(Long.class)
                .single();
        return new Person(account, user, tokenOf(user, role));
    }

    public String tokenOf(long user, Role role) {
        return Scope.across("test")
                .call(() -> context.getBean(Tokens.class)
                        .issue(
                                context.getBean(AppUsers.class).findById(user).orElseThrow(),
                                "test",
                                role,
                                Caller.Kind.TOKEN,
                                Duration.ofHours(1),
                                TokenLimits.NONE));
    }

    /** A broker that serves all accounts, made without enrolment. */
    public long newBroker() {
        return psql.sql("insert into broker (name, host, port) values ('somewhere', '127.0.0.1', 43191) returning id")
                .query(Long.class)
                .single();
    }

    /** The Web DB as psql sees it: another session, no part of the service. */
    public JdbcClient psql() {
        return psql;
    }

    /** The same, for whoever keeps a transaction open. */
    public Connection psqlSession() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** @param body JSON text */
    public Answer send(String method, String path, @Nullable String token, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("X-Circonus-Auth-Token", token);
        }
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    /** The body of an answer that must be 200. */
    public JsonNode ok(String method, String path, String token, @Nullable String body) {
        Answer answer = send(method, path, token, body);
        if (answer.status() != 200) {
            throw new AssertionError(method + " " + path + ": " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    @Override
    public void close() {
        context.close();
    }

    /** What was answered. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
