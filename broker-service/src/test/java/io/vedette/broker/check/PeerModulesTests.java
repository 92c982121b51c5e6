package io.vedette.broker.check;

import static io.vedette.broker.check.Modules.NOW;
import static io.vedette.broker.check.Modules.check;
import static io.vedette.broker.check.Modules.real;
import static io.vedette.broker.check.Modules.sample;
import static io.vedette.broker.check.Modules.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What modules collect from the programs people run. */
@Timeout(120)
class PeerModulesTests {
    @TempDir
    Path folder;

    @Test
    void memcachedTellsItsStats() throws Exception {
        int port = Peer.freeTcpPort();
        List<String> words = List.of(
                Peer.program("memcached", "memcached"), "-u", "root", "-l", "127.0.0.1", "-p", "" + port, "-U", "0");
        try (Peer memcached = Peer.start(folder.resolve("log"), words)) {
            memcached.untilListening(port);
            CheckResult result = new MemcachedModule().run(check(Map.of("port", "" + port)), NOW);
            assertThat(result.good()).as(result.status()).isTrue();
            assertThat(sample(result, "curr_connections").bits()).isPositive();
            assertThat(text(result, "version")).startsWith("1.");
        }
    }

    @Test
    void sshShowsItsHostKeyAndNobodySignsIn() throws Exception {
        int port = Peer.freeTcpPort();
        Path key = folder.resolve("host_key");
        new ProcessBuilder(
                        Peer.program("ssh-keygen", "openssh-client"), "-q", "-t", "ed25519", "-N", "", "-f", "" + key)
                .start()
                .waitFor();
        if (Files.isWritable(Path.of("/run"))) {
            // What sshd asks of root.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        List<String> words = List.of(
                Peer.program("sshd", "openssh-server"),
                "-D",
                "-e",
                "-f",
                "/dev/null",
                "-h",
                "" + key,
                "-o",
                "ListenAddress=127.0.0.1:" + port,
                "-o",
                "PidFile=none");
        try (Peer sshd = Peer.start(folder.resolve("log"), words)) {
            sshd.untilListening(port);
            CheckResult result = new Ssh2Module().run(check(Map.of("port", "" + port)), NOW);
            assertThat(result.good()).as(result.status()).isTrue();
            assertThat(text(result, "key-type")).isEqualTo("ssh-ed25519");
            assertThat(sample(result, "bits").bits()).isEqualTo(256);
            assertThat(text(result, "banner")).contains("OpenSSH");
            Process shown =
                    new ProcessBuilder(Peer.program("ssh-keygen", "openssh-client"), "-l", "-f", "" + key).start();
            assertThat(new String(shown.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("SHA256:" + text(result, "fingerprint_sha256_base64"));
            CheckResult noMethod = new Ssh2Module()
                    .run(check(Map.of("port", "" + port, "method_hostkey", "ecdsa-sha2-nistp256")), NOW);
            assertThat(noMethod.available()).isFalse();
            assertThat(text(noMethod, "error")).isNotEmpty();
        }
    }

    @Test
    void snmpTellsObjectsByEveryVersion() throws Exception {
        int port = Peer.freeUdpPort();
        Path config = folder.resolve("snmpd.conf");
        Files.writeString(config, """
                rocommunity geheim 127.0.0.1
                createUser anna SHA-256 "anna-auth-phrase" AES "anna-priv-phrase"
                rouser anna authpriv
                sysLocation the cellar
                """);
        List<String> words = List.of(
                Peer.program("snmpd", "snmpd"),
                "-f",
                "-Lo",
                "-C",
                "-c",
                "" + config,
                "-I",
                "-smux",
                "--persistentDir=" + folder,
                "udp:127.0.0.1:" + port);
        Map<String, String> base = new HashMap<>(Map.of(
                "port", "" + port,
                "community", "geheim",
                "oid_location", ".1.3.6.1.2.1.1.6.0",
                "oid_uptime", "1.3.6.1.2.1.1.3.0",
                "type_uptime", "n",
                "oid_nowhere", "1.3.6.1.4.1.99999.1.0"));
        try (Peer snmpd = Peer.start(folder.resolve("log"), words)) {
            snmpd.until(() -> new SnmpModule().run(quick(base), NOW).available());
            CheckResult second = new SnmpModule().run(check(base), NOW);
            assertThat(text(second, "location")).isEqualTo("the cellar");
            assertThat(sample(second, "uptime").type()).isEqualTo(MetricType.DOUBLE);
            assertThat(second.samples()).extracting("name").doesNotContain("nowhere");
            assertThat(second.good()).isFalse();
            assertThat(second.status()).isEqualTo("2 values, 1 absent");

            base.remove("oid_nowhere");
            base.put("version", "1");
            assertThat(new SnmpModule().run(check(base), NOW).good()).isTrue();

            base.putAll(Map.of(
                    "version", "3", "security_name", "anna", "security_level", "authPriv", "separate_queries", "true"));
            base.putAll(Map.of(
                    "auth_protocol", "SHA256",
                    "auth_passphrase", "anna-auth-phrase",
                    "privacy_protocol", "AES",
                    "privacy_passphrase", "anna-priv-phrase"));
            CheckResult third = new SnmpModule().run(check(base), NOW);
            assertThat(third.good()).as(third.status()).isTrue();
            assertThat(text(third, "location")).isEqualTo("the cellar");
            base.put("auth_passphrase", "another-phrase");
            CheckResult refused = new SnmpModule().run(quick(base), NOW);
            assertThat(refused.good()).isFalse();
            assertThat(refused.samples()).isEmpty();
        }
    }

    @Test
    void dnsTellsAnswersTimesAndTheStartOfAuthority() throws Exception {
        int port = Peer.freeUdpPort();
        int zonePort = Peer.freeUdpPort();
        List<String> words = new ArrayList<>(List.of(
                Peer.program("dnsmasq", "dnsmasq-base"),
                "--keep-in-foreground",
                "--no-resolv",
                "--no-hosts",
                "--conf-file=/dev/null",
                "--listen-address=127.0.0.1",
                "--bind-interfaces",
                "--pid-file=",
                "--user=root"));
        List<String> zone = new ArrayList<>(words);
        words.addAll(List.of(
                "--port=" + port, "--host-record=web.example,192.0.2.7,300", "--cname=www.example,web.example"));
        zone.addAll(List.of(
                "--port=" + zonePort,
                "--auth-server=ns.zone.example,lo",
                "--auth-zone=zone.example",
                "--auth-soa=77,hostmaster.zone.example,1200,120,604800",
                "--auth-sec-servers=ns2.zone.example"));
        try (Peer dnsmasq = Peer.start(folder.resolve("log"), words);
                Peer authority = Peer.start(folder.resolve("zone.log"), zone)) {
            Map<String, String> base = Map.of("port", "" + port);
            dnsmasq.until(() -> dns(base, "query", "web.example").good());
            CheckResult found = dns(base, "query", "www.example");
            assertThat(text(found, "answer")).isEqualTo("192.0.2.7");
            assertThat(text(found, "cname")).isEqualTo("web.example.");
            assertThat(real(found, "rtt")).isPositive();
            assertThat(sample(found, "ttl").bits()).isNotNegative();
            assertThat(text(dns(base, "query", "192.0.2.7"), "answer")).isEqualTo("web.example.");
            CheckResult nobody = dns(base, "query", "nobody.example");
            assertThat(nobody.available()).isTrue();
            assertThat(nobody.good()).isFalse();
            Map<String, String> asked = Map.of("port", "" + zonePort, "query", "zone.example", "rtype", "SOA");
            authority.until(() -> dns(asked).good());
            CheckResult start = dns(asked);
            assertThat(sample(start, "serial").bits()).isEqualTo(77);
            assertThat(sample(start, "refresh").bits()).isEqualTo(1200);
            assertThat(text(start, "email-addr")).isEqualTo("hostmaster.zone.example.");
        }
    }

    @Test
    void ntpTellsHowFarTheClocksAreApart() throws Exception {
        int port = Peer.freeUdpPort();
        Path config = folder.resolve("chrony.conf");
        Files.writeString(
                config,
                "port " + port + "\nallow 127.0.0.1\nlocal stratum 8\ncmdport 0\nbindaddress 127.0.0.1\nuser "
                        + System.getProperty("user.name") + "\n" + "pidfile " + folder.resolve("chrony.pid")
                        + "\nbindcmdaddress /\n");
        List<String> words = List.of(Peer.program("chronyd", "chrony"), "-x", "-d", "-U", "-f", "" + config);
        try (Peer chronyd = Peer.start(folder.resolve("log"), words)) {
            Check check = quick(Map.of("port", "" + port));
            chronyd.until(() -> new NtpModule().run(check, NOW).good());
            CheckResult result = new NtpModule().run(check(Map.of("port", "" + port)), NOW);
            assertThat(real(result, "offset")).isCloseTo(0, within(1.0));
            assertThat(real(result, "offset_ms")).isEqualTo(real(result, "offset") * 1000);
            assertThat(real(result, "delay")).isBetween(0.0, 1.0);
            assertThat(sample(result, "stratum").bits()).isEqualTo(8);
        }
    }

    @Test
    void nodeExporterSaysTheSameInEveryFormat() throws Exception {
        int port = Peer.freeTcpPort();
        List<String> words = List.of(
                Peer.program("prometheus-node-exporter", "prometheus-node-exporter"),
                "--web.listen-address=127.0.0.1:" + port,
                "--collector.disable-defaults",
                "--collector.loadavg",
                "--collector.filesystem",
                "--collector.time");
        try (Peer exporter = Peer.start(folder.resolve("log"), words)) {
            exporter.untilListening(port);
            Modules modules = new Modules(folder.resolve("home"));
            Map<String, String> url = Map.of("url", "http://127.0.0.1:" + port + "/metrics");
            CheckResult protobuf = modules.prometheus().run(check(url), NOW);
            assertThat(protobuf.good()).as(protobuf.status()).isTrue();
            assertThat(real(protobuf, "node_load1")).isNotNegative();
            assertThat(protobuf.samples()).extracting("name").doesNotContain("lines_refused");
            for (String accept : List.of("application/openmetrics-text;version=1.0.0", "text/plain")) {
                Map<String, String> asked = new HashMap<>(url);
                asked.put("header_Accept", accept);
                CheckResult text = modules.prometheus().run(check(asked), NOW);
                assertThat(text.good()).as(text.status()).isTrue();
                assertThat(sample(text, "lines_refused").bits()).isZero();
                assertThat(streams(text)).containsAll(streams(protobuf));
            }
        }
    }

    @Test
    void aNagiosPluginTellsItsPerformanceDataAndItsState() throws Exception {
        Path plugin = Path.of(Peer.program("check_dummy", "monitoring-plugins-basic"));
        ExternalModule external = new ExternalModule(new ExternalSettings(plugin.getParent()), new NoJson());
        CheckResult ok = external.run(
                check(Map.of(
                        "command", "check_dummy", "arg1", "0", "arg2", "all well | 'free space'=7.5GB;1;2 load=3")),
                NOW);
        assertThat(ok.good()).as(ok.status()).isTrue();
        assertThat(ok.status()).isEqualTo("OK: all well");
        assertThat(real(ok, "free space|ST[units:gb]")).isEqualTo(7.5);
        assertThat(sample(ok, "load").bits()).isEqualTo(3);
        CheckResult critical = external.run(check(Map.of("command", "check_dummy", "arg1", "2")), NOW);
        assertThat(critical.available()).isTrue();
        assertThat(critical.good()).isFalse();
        assertThat(external.run(check(Map.of("command", "check_dummy", "arg1", "3")), NOW)
                        .available())
                .isFalse();
        CheckResult load =
                external.run(check(Map.of("command", "check_load", "arg1", "-w", "arg2", "9999,9999,9999")), NOW);
        assertThat(load.samples()).extracting("name").contains("exit_code", "output");
        assertThat(external.verify(check(Map.of("command", "../../../bin/sh"))))
                .extracting("field")
                .containsExactly("config.command");
        assertThat(new ExternalModule(new ExternalSettings(null), new NoJson())
                        .verify(check(Map.of("command", "check_dummy"))))
                .hasSize(1);
    }

    private static List<String> streams(CheckResult result) {
        return result.samples().stream()
                .map(sample -> sample.name())
                .filter(name -> name.startsWith("node_"))
                .sorted()
                .toList();
    }

    private static CheckResult dns(Map<String, String> base, String... more) throws Exception {
        Map<String, String> config = new HashMap<>(base);
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return new DnsModule().run(quick(config), NOW);
    }

    private static Check quick(Map<String, String> config) {
        return check(config).toBuilder().setTimeoutMs(3_000).build();
    }

    /** For programs that say none. */
    private static final class NoJson implements JsonSamples {
        @Override
        public Read read(java.io.InputStream json, long nowMs) {
            return new Read(List.of(), "no JSON was expected");
        }
    }
}
