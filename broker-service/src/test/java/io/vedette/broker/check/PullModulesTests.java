package io.vedette.broker.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import io.vedette.testsupport.PostgresAccess;
import io.vedette.testsupport.RedisAccess;
import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pull modules collect from real servers, and what they say when it is not what the check wants. */
class PullModulesTests {
    private static final long NOW = 1_790_000_000_000L;

    @TempDir
    Path home;

    private Modules modules;
    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void serve() throws IOException {
        modules = new Modules(home);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String header = exchange.getRequestHeaders().getFirst("X-Who");
            String body = exchange.getRequestURI().getPath().equals("/metrics")
                    ? "# HELP a b\njvm_used{area=\"heap\",id=\"Eden\"} 12.5\nup 1\nnonsense\n"
                    : "hello " + header;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void httpMeasuresStatusTimingAndBody() throws Exception {
        Check check = check(
                Map.of("url", url("/"), "header_X-Who", "world", "body", "hello w", "body_match_who", "hello (\\w+)"));
        CheckResult result = modules.http().run(check, NOW);
        assertThat(result.good()).as(result.status()).isTrue();
        Map<String, Sample> samples = byName(result);
        assertThat(samples).containsKeys("duration", "tt_connect", "tt_firstbyte", "truncated");
        assertThat(of(samples, "code").text()).isEqualTo("200");
        assertThat(of(samples, "bytes").bits()).isEqualTo(11);
        assertThat(of(samples, "body_match").bits()).isEqualTo(1);
        assertThat(of(samples, "body_match_who").text()).isEqualTo("world");
    }

    @Test
    void noCheckReachesTheMetadataOfACloudNeitherByARedirect() throws Exception {
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        for (Check asked : List.of(
                check(Map.of("url", "http://169.254.169.254/latest/meta-data/")),
                check(Map.of("url", url("/moved"), "redirects", "3")))) {
            CheckResult result = modules.http().run(asked, NOW);
            assertThat(result.available()).isFalse();
            assertThat(result.status()).contains("metadata service");
        }
        Check tcp = check(Map.of("port", "80")).toBuilder()
                .setTarget("169.254.169.254")
                .build();
        assertThatThrownBy(() -> modules.tcp().run(tcp, NOW)).hasMessageContaining("metadata service");
        Check postgres = check(Map.of("dsn", "jdbc:postgresql://127.0.0.1:1,[fe80::1]:5432/x", "sql", "select 1"));
        assertThatThrownBy(() -> modules.postgres().run(postgres, NOW)).hasMessageContaining("metadata service");
    }

    @Test
    void httpIsAvailableButNotGoodWhenCodeOrBodyDiffer() throws Exception {
        CheckResult wrongBody = modules.http().run(check(Map.of("url", url("/"), "body", "bye")), NOW);
        assertThat(wrongBody.available()).isTrue();
        assertThat(wrongBody.good()).isFalse();
        assertThat(of(byName(wrongBody), "body_match").bits()).isZero();
        status = 503;
        CheckResult wrongCode = modules.http().run(check(Map.of("url", url("/"))), NOW);
        assertThat(wrongCode.good()).isFalse();
        assertThat(of(byName(wrongCode), "code").text()).isEqualTo("503");
    }

    @Test
    void httpRefusesWhatCannotWorkByKey() {
        assertThat(modules.http().verify(check(Map.of("url", "ftp://x/", "body", "(", "redirects", "many"))))
                .extracting("field")
                .containsExactlyInAnyOrder("config.url", "config.body", "config.redirects");
        assertThat(modules.http().verify(check(Map.of()))).extracting("field").containsExactly("config.url");
    }

    @Test
    void tcpTellsWhetherSomebodyListens() throws Exception {
        Map<String, String> config =
                Map.of("port", Integer.toString(server.getAddress().getPort()));
        CheckResult result = modules.tcp().run(check(config), NOW);
        assertThat(result.good()).isTrue();
        assertThat(byName(result)).containsKeys("duration", "tt_connect");
        server.stop(0);
        assertThatThrownBy(() -> modules.tcp().run(check(config), NOW)).isInstanceOf(IOException.class);
    }

    @Test
    void prometheusLabelsBecomeTagsAndNonsenseIsCounted() throws Exception {
        CheckResult result = modules.prometheus().run(check(Map.of("url", url("/metrics"))), NOW);
        Map<String, Sample> samples = byName(result);
        assertThat(Double.longBitsToDouble(
                        of(samples, "jvm_used|ST[area:heap,id:Eden]").bits()))
                .isEqualTo(12.5);
        assertThat(samples).containsKey("up");
        assertThat(of(samples, "lines_refused").bits()).isEqualTo(1);
    }

    @Test
    void redisTellsItsInfo() throws IOException {
        RedisAccess redis = TestServers.redis();
        Check check = check(Map.of("port", Integer.toString(redis.port()), "password", redis.password()));
        Map<String, Sample> samples = byName(new RedisModule().run(check, NOW));
        assertThat(of(samples, "used_memory").bits()).isPositive();
        assertThat(of(samples, "redis_version").type()).isEqualTo(MetricType.TEXT);
        Check wrong = check.toBuilder().putConfig("password", "wrong").build();
        assertThatThrownBy(() -> new RedisModule().run(wrong, NOW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("WRONGPASS")
                .hasMessageNotContaining("wrong ");
    }

    @Test
    void postgresTellsRowsByNameOrColumnsOfTheFirst() throws Exception {
        PostgresAccess.Database postgres = TestServers.postgres().newDatabase();
        Map<String, String> login =
                Map.of("dsn", postgres.jdbcUrl(), "user", postgres.user(), "password", postgres.password());
        Check rows = check(login).toBuilder()
                .putConfig("sql", "select 'one', 1 union all select 'two', 2")
                .build();
        assertThat(of(byName(modules.postgres().run(rows, NOW)), "two").bits()).isEqualTo(2);
        Check columns = check(login).toBuilder()
                .putConfig("sql", "select 1.5::float8 as a, null::int as b, 'x' as c")
                .build();
        Map<String, Sample> samples = byName(modules.postgres().run(columns, NOW));
        assertThat(Double.longBitsToDouble(of(samples, "a").bits())).isEqualTo(1.5);
        assertThat(of(samples, "b").missing()).isTrue();
        assertThat(of(samples, "c").text()).isEqualTo("x");
    }

    @Test
    void theHostTellsItselfAndTheCpuFromTheFirstRunOn() throws InterruptedException {
        HostModule host = new HostModule();
        Map<String, Sample> first = byName(host.run(check(Map.of()), NOW));
        assertThat(first).containsKeys("memory`used_percent", "disk`used_percent", "load`1min", "cpu`count");
        assertThat(first).containsKey("cpu`used_percent");
        double used = Double.longBitsToDouble(of(first, "memory`used_percent").bits());
        assertThat(used).isBetween(0.0, 100.0);
        assertThat(byName(host.run(check(Map.of()), NOW))).containsKey("cpu`used_percent");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static Check check(Map<String, String> config) {
        return Check.newBuilder()
                .setUuid(UUID.randomUUID().toString())
                .setTarget("127.0.0.1")
                .setPeriodMs(10_000)
                .setTimeoutMs(5_000)
                .putAllConfig(config)
                .build();
    }

    private static Sample of(Map<String, Sample> samples, String name) {
        return Objects.requireNonNull(samples.get(name), name);
    }

    private static Map<String, Sample> byName(CheckResult result) {
        return result.samples().stream().collect(Collectors.toMap(Sample::name, sample -> sample));
    }
}
