package io.vedette.broker.check;

import static io.vedette.broker.check.Modules.NOW;
import static io.vedette.broker.check.Modules.check;
import static io.vedette.broker.check.Modules.real;
import static io.vedette.broker.check.Modules.sample;
import static io.vedette.broker.check.Modules.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.histogram.Histogram;
import io.vedette.contracts.proto.config.Check;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MoreModulesTests {
    @TempDir
    Path home;

    @Test
    void anyDatabaseWhoseDriverTheOperatorBroughtAnswers() throws Exception {
        Path jar = Path.of(org.h2.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(home.resolve("drivers"));
        Files.copy(jar, home.resolve("drivers/h2.jar"));
        JdbcModule jdbc = new Modules(home).jdbc();
        Check check =
                check(Map.of("dsn", "jdbc:h2:mem:x", "sql", "select 'one' as name, 1.5 union select 'two', null"));
        assertThat(jdbc.verify(check)).isEmpty();
        CheckResult result = jdbc.run(check, NOW);
        assertThat(real(result, "one")).isEqualTo(1.5);
        assertThat(sample(result, "two").missing()).isTrue();
        assertThat(jdbc.verify(check(Map.of("dsn", "jdbc:nobody:x", "sql", "select 1"))))
                .extracting("field")
                .containsExactly("config.dsn");
        assertThat(new Modules(home).postgres().verify(check))
                .extracting("field")
                .containsExactly("config.dsn");
    }

    @Test
    void jmxTellsTheBeansOfAJvm() throws Exception {
        int port = Peer.freeTcpPort();
        Registry bound = LocateRegistry.createRegistry(port);
        JMXConnectorServer server = JMXConnectorServerFactory.newJMXConnectorServer(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"),
                null,
                ManagementFactory.getPlatformMBeanServer());
        server.start();
        try {
            CheckResult result = new JmxModule()
                    .run(check(Map.of("port", "" + port, "mbean_properties_java.lang", "type=Memory")), NOW);
            assertThat(sample(result, "java.lang`HeapMemoryUsage`used|ST[type:Memory]")
                            .bits())
                    .isPositive();
            assertThat(result.samples())
                    .extracting("name")
                    .noneMatch(name -> name.toString().contains("Threading"));
            assertThat(new JmxModule()
                            .run(check(Map.of("port", "" + port)), NOW)
                            .samples())
                    .extracting("name")
                    .contains("java.lang`ThreadCount|ST[type:Threading]");
            assertThat(new JmxModule().verify(check(Map.of("port", "1", "mbean_properties_java.lang", "no=="))))
                    .hasSize(1);
        } finally {
            server.stop();
            UnicastRemoteObject.unexportObject(bound, true);
        }
    }

    @Test
    void pingTellsRoundTripsAndKeepsNullApartFromAbsent() throws Exception {
        IcmpEcho echo = new IcmpEcho();
        PingIcmpModule ping = new PingIcmpModule(echo);
        System.out.println("ping: " + (echo.isOpen(InetAddress.getLoopbackAddress()) ? "ICMP socket" : "program"));
        if (!echo.isOpen(InetAddress.getLoopbackAddress())) {
            Peer.program("ping", "iputils-ping");
        }
        CheckResult here = ping.run(check(Map.of("count", "3", "interval", "200")), NOW);
        assertThat(here.good()).as(here.status()).isTrue();
        assertThat(sample(here, "count").bits()).isEqualTo(3);
        assertThat(real(here, "available")).isEqualTo(100);
        assertThat(real(here, "average")).isBetween(real(here, "minimum"), real(here, "maximum"));
        Check nobody = check(Map.of("count", "1")).toBuilder()
                .setTarget("240.0.0.1")
                .setTimeoutMs(1_500)
                .build();
        try {
            CheckResult silence = ping.run(nobody, NOW);
            assertThat(silence.available()).isFalse();
            assertThat(sample(silence, "average").missing()).isTrue();
        } catch (java.io.IOException noRoute) {
            assertThat(noRoute).hasMessageMatching("(?s)(ping: .*|echo request not sent, errno \\d+)");
        } finally {
            echo.destroy();
        }
    }

    @Test
    void aTargetIsResolvedAsTheCheckSays() throws Exception {
        assertThat(Targets.address("127.0.0.1", "prefer-ipv6").getHostAddress()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> Targets.address("127.0.0.1", "force-ipv6")).isInstanceOf(UnknownHostException.class);
        Check filled =
                Targets.filledIn(check(Map.of("url", "http://%[target_ip]:%[port]/%[name]%[unknown]", "port", "7")));
        assertThat(filled.getConfigOrThrow("url")).isEqualTo("http://127.0.0.1:7/a check%[unknown]");
    }

    @Test
    void nativeHistogramsBecomeLogLinearOnesAndKeepEveryCount() throws Exception {
        UnknownFieldSet span = message(1, varint(zigZag(1)), 2, varint(2));
        UnknownFieldSet histogram = UnknownFieldSet.newBuilder()
                .addField(1, varint(7))
                .addField(
                        2,
                        Field.newBuilder()
                                .addFixed64(Double.doubleToRawLongBits(20))
                                .build())
                .addField(5, varint(zigZag(0)))
                .addField(7, varint(2))
                .addField(12, bytes(span.toByteString()))
                .addField(
                        13,
                        Field.newBuilder()
                                .addVarint(zigZag(3))
                                .addVarint(zigZag(-1))
                                .build())
                .build();
        UnknownFieldSet metric = message(7, bytes(histogram.toByteString()), 6, varint(NOW - 5));
        UnknownFieldSet family = message(1, bytes(ByteString.copyFromUtf8("h")), 4, bytes(metric.toByteString()));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(body);
        out.writeByteArrayNoTag(family.toByteArray());
        out.flush();
        ExpositionProtobuf read = new ExpositionProtobuf(NOW);
        read.read(body.toByteArray());
        CheckResult result = CheckResult.good("", read.samples());
        assertThat(sample(result, "h").type()).isEqualTo(MetricType.CUMULATIVE_HISTOGRAM);
        assertThat(sample(result, "h").timeMs()).isEqualTo(NOW - 5);
        Histogram merged =
                Histogram.of(Objects.requireNonNull(sample(result, "h").histogram()));
        assertThat(merged.count()).isEqualTo(7);
        assertThat(merged.quantile(1)).isBetween(2.0, 4.0);
        assertThat(real(result, "h_sum")).isEqualTo(20);
    }

    @Test
    void openMetricsHasSecondsExemplarsAndAnEnd() {
        ExpositionText text = new ExpositionText(NOW, true);
        List.of("# TYPE a counter", "a_total{x=\"1\"} 3 1700000000.5 # {trace=\"t\"} 1 1", "b 2 # {} 1", "# EOF")
                .forEach(text::line);
        assertThat(text.hasEnded()).isTrue();
        CheckResult result = CheckResult.good("", text.samples());
        assertThat(sample(result, "a_total|ST[x:1]").timeMs()).isEqualTo(1_700_000_000_500L);
        assertThat(real(result, "b")).isEqualTo(2);
        assertThat(sample(result, "lines_refused").bits()).isZero();
    }

    @Test
    void anExpressionFindsKeysValuesAndUnits() {
        Collected collected = new Collected(NOW);
        PluginOutput.matches("(?<key>\\w+): (?<value>[0-9.]+)(?<uom>[a-z]*)", "a: 1\nb: 2.5ms\n", collected);
        CheckResult result = CheckResult.good("", collected.samples());
        assertThat(sample(result, "a").bits()).isEqualTo(1);
        assertThat(real(result, "b|ST[units:ms]")).isEqualTo(2.5);
        Collected unknown = new Collected(NOW);
        PluginOutput.performance("OK | x=U;1 y=1\nmore\n| z=2", unknown);
        assertThat(unknown.samples()).extracting("name").containsExactly("x", "y", "z");
        assertThat(text(
                        CheckResult.good(
                                "", new Collected(NOW).guessed("t", "1.2.3").samples()),
                        "t"))
                .isEqualTo("1.2.3");
    }

    private static UnknownFieldSet message(int first, Field one, int second, Field two) {
        return UnknownFieldSet.newBuilder()
                .addField(first, one)
                .addField(second, two)
                .build();
    }

    private static Field varint(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    private static Field bytes(ByteString value) {
        return Field.newBuilder().addLengthDelimited(value).build();
    }

    private static long zigZag(long value) {
        return CodedOutputStream.encodeZigZag64(value);
    }
}
