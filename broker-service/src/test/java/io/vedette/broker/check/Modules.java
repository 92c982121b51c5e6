package io.vedette.broker.check;

import io.vedette.broker.home.HomeSettings;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Modules as a broker with this home has them, and what tests ask of them. */
final class Modules {
    static final long NOW = 1_790_000_000_000L;

    private final Path home;
    private final ClientTls tls;

    Modules(Path home) throws IOException {
        this.home = home;
        tls = new ClientTls(new HomeSettings(home));
    }

    ClientTls tls() {
        return tls;
    }

    HttpAsker asker() {
        return new HttpAsker(tls);
    }

    HttpModule http() {
        return new HttpModule(asker());
    }

    TcpModule tcp() {
        return new TcpModule(tls);
    }

    SmtpModule smtp() {
        return new SmtpModule(tls);
    }

    PrometheusModule prometheus() {
        return new PrometheusModule(asker());
    }

    JdbcModule postgres() throws IOException {
        return new JdbcModule.Types().postgresType(new JdbcDrivers(new HomeSettings(home)));
    }

    JdbcModule jdbc() throws IOException {
        return new JdbcModule.Types().anyType(new JdbcDrivers(new HomeSettings(home)));
    }

    static Check check(Map<String, String> config) {
        return Check.newBuilder()
                .setUuid(UUID.randomUUID().toString())
                .setName("a check")
                .setTarget("127.0.0.1")
                .setPeriodMs(10_000)
                .setTimeoutMs(10_000)
                .putAllConfig(config)
                .build();
    }

    /** What came under this name. */
    static Sample sample(CheckResult result, String name) {
        return result.samples().stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + result));
    }

    static double real(CheckResult result, String name) {
        return Double.longBitsToDouble(sample(result, name).bits());
    }

    static String text(CheckResult result, String name) {
        return Objects.requireNonNull(sample(result, name).text());
    }
}
