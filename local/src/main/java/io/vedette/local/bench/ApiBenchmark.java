package io.vedette.local.bench;

import io.vedette.local.guard.StartException;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.Progress;
import io.vedette.local.suite.RunningSuite;
import io.vedette.local.suite.Secrets;
import io.vedette.local.suite.SuiteFile;
import io.vedette.local.suite.SuiteSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * An account of 100,000 checks and as many rule sets: how long a page of each list takes through the gateway, and how long until Kafka has 10,000
 * changes made at once. The whole suite runs meanwhile; the checks are those of a broker that nobody dials. One resource asked for in the same way says
 * what of a page's time is the machine's.
 */
final class ApiBenchmark {

    private static final int RESOURCES = 100_000;
    private static final int CHANGES = 10_000;
    private static final int WARM = 50;
    private static final int PAGES = 200;
    private static final double PAGE_LIMIT_MILLIS = 50;
    private static final double ANNOUNCED_LIMIT_SECONDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path root;
    private final PrintStream out;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ApiBenchmark(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    List<Figure> measure() {
        Path data = temporary();
        try (RunningSuite suite = RunningSuite.prepare(SuiteSettings.apart(root, data), new Progress(out))) {
            suite.start();
            JsonNode described = SuiteFile.read(data.resolve("run/suite.json"))
                    .orElseThrow(() -> new StartException("The suite tells nothing about itself."));
            String address = described.path("address").asString();
            String token = new OperatorDoor(address, Secrets.in(data)).token();
            JsonNode webDb = described.path("webdb");
            try (Connection owner = DriverManager.getConnection(
                    webDb.path("url").asString(),
                    webDb.path("user").asString(),
                    webDb.path("password").asString())) {
                fill(owner);
                List<Figure> figures = new ArrayList<>();
                figures.add(page("one_resource", address + "/v2/account/current", token)
                        .getFirst());
                pages().forEach((name, path) -> figures.addAll(page(name, address + path, token)));
                figures.add(new Figure("api.changes_announced", announced(owner), "s", ANNOUNCED_LIMIT_SECONDS));
                return figures;
            }
        } catch (SQLException e) {
            throw new StartException("The Web DB cannot be filled: " + e.getMessage() + ".", e);
        } finally {
            PrivateFiles.deleteRecursively(data);
        }
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("check_bundle", "/v2/check_bundle?from=50000");
        pages.put("check_bundle.by_name", "/v2/check_bundle?order=display_name&dir=desc&from=1000");
        pages.put("check_bundle.searched", "/v2/check_bundle?search=(display_name:check%2099*)");
        pages.put("check", "/v2/check?from=50000");
        pages.put("rule_set", "/v2/rule_set?from=50000");
        pages.put("rule_set.by_name", "/v2/rule_set?order=name&from=1000");
        return pages;
    }

    /** Without the triggers: what is there from the beginning is nobody's change. */
    private static void fill(Connection owner) throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            for (String table : List.of("check_bundle", "bundle_check", "rule_set")) {
                statement.execute("alter table " + table + " disable trigger user");
            }
            statement.execute(
                    "insert into broker (account_id, name, host, port, retired) values (1, 'nobody''s', '127.0.0.1', 1, true)");
            statement.execute("""
                    insert into check_bundle (account_id, type, display_name, target, tags, version)
                    select 1, 'host', 'check ' || n, 'machine-' || mod(n, 1000), '["bench:yes"]', nextval('config_version') from generate_series(1, %d) n""".formatted(RESOURCES));
            statement.execute("""
                    insert into bundle_check (account_id, bundle_id, broker_id, version)
                    select 1, id, (select max(id) from broker), nextval('config_version') from check_bundle where display_name like 'check %'""");
            statement.execute("""
                    insert into rule_set (account_id, check_id, name, metric_name, metric_type, rules, version)
                    select 1, id, 'rules ' || id, 'cpu`used_percent', 'numeric', '[{"criteria": "max value", "value": 90, "severity": 2, "waitMinutes": 0}]',
                    nextval('config_version') from bundle_check where broker_id = (select max(id) from broker)""");
            for (String table : List.of("check_bundle", "bundle_check", "rule_set")) {
                statement.execute("alter table " + table + " enable trigger user");
            }
        }
        owner.commit();
        owner.setAutoCommit(true);
        try (Statement statement = owner.createStatement()) {
            statement.execute("vacuum analyze check_bundle, bundle_check, rule_set");
        }
    }

    /** Median and 95th percentile; the limit is on the latter. */
    private List<Figure> page(String name, String url, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("X-Circonus-Auth-Token", token)
                .build();
        double[] millis = new double[PAGES];
        for (int n = -WARM; n < PAGES; n++) {
            long begin = System.nanoTime();
            ask(request);
            if (n >= 0) {
                millis[n] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        return List.of(
                new Figure("api." + name + ".p50", millis[PAGES / 2], "ms"),
                new Figure("api." + name + ".p95", millis[PAGES * 95 / 100], "ms", PAGE_LIMIT_MILLIS));
    }

    private void ask(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new StartException(request.uri() + " was answered " + answer.statusCode() + ".");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
    }

    /** Seconds from the commit of the changes until nothing waits to be announced. */
    private static double announced(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            await(statement);
            owner.setAutoCommit(false);
            int changed = statement.executeUpdate(
                    "update check_bundle set period_s = 30 where id in (select id from check_bundle where display_name like 'check %' limit "
                            + CHANGES + ")");
            if (changed != CHANGES) {
                throw new StartException("Only " + changed + " checks could be changed.");
            }
            owner.commit();
            owner.setAutoCommit(true);
            long begin = System.nanoTime();
            await(statement);
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static void await(Statement statement) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (ResultSet waiting = statement.executeQuery("select count(*) from config_outbox")) {
                if (waiting.next() && waiting.getLong(1) == 0) {
                    return;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new StartException("Changes still wait to be announced.");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vedette-api-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
