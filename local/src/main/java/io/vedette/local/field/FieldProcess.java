package io.vedette.local.field;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.Readiness;
import io.vedette.local.guard.StopSignal;
import io.vedette.local.servers.FreePort;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.suite.HealthProbe;
import io.vedette.local.suite.ServiceJars;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A further broker or stratcon of a suite, as a process of its own that can be killed, paused and started again. Belongs to one thread. */
public final class FieldProcess implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Service service;
    private final Path root;
    private final Path home;
    private final int port;
    private final int healthPort;
    private final int tlsPort;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private @Nullable GuardedProcess process;

    private FieldProcess(Service service, Path root, Path home, SuiteAccess suite, String name) {
        this.service = service;
        this.root = root;
        this.home = PrivateFiles.folder(home);
        port = FreePort.any();
        healthPort = service == Service.BROKER ? FreePort.any() : port;
        tlsPort = service == Service.BROKER ? FreePort.any() : 0;
        environment.put("SPRING_MAIN_BANNER_MODE", "off");
        environment.put("VEDETTE_HOME", home.toString());
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put(
                "VEDETTE_IDENTITY_JWKS_URI", "http://" + LOOPBACK + ":" + suite.port("config-monitor") + "/api/keys");
        environment.put("VEDETTE_ENROLMENT_URL", suite.address());
        environment.put("VEDETTE_ENROLMENT_NAME", name);
        environment.put(
                "VEDETTE_ENROLMENT_CODE", suite.enrolmentCode(service == Service.BROKER ? "broker" : "stratcon"));
    }

    /** A broker that is not started yet; stratcons dial it at its own TLS port. */
    public static FieldProcess broker(Path root, Path home, SuiteAccess suite, String name) {
        FieldProcess broker = new FieldProcess(Service.BROKER, root, home, suite, name);
        broker.environment.put("VEDETTE_BROKER_TLS_ADDRESS", LOOPBACK);
        broker.environment.put("VEDETTE_BROKER_TLS_PORT", Integer.toString(broker.tlsPort));
        broker.environment.put("VEDETTE_BROKER_PLAIN_PORT", Integer.toString(broker.port));
        broker.environment.put("VEDETTE_BROKER_STATSD_PORT", Integer.toString(FreePort.any()));
        broker.environment.put("VEDETTE_BROKER_STATSD_TCPPORT", "0");
        broker.environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(broker.healthPort));
        broker.environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
        broker.environment.put("VEDETTE_ENROLMENT_HOST", "localhost");
        return broker.dialledAt(broker.tlsPort);
    }

    /** A stratcon that is not started yet. */
    public static FieldProcess stratcon(Path root, Path home, SuiteAccess suite, String name) {
        FieldProcess stratcon = new FieldProcess(Service.STRATCON, root, home, suite, name);
        JsonNode described = suite.described();
        stratcon.environment.put(
                "SPRING_DATASOURCE_URL", described.path("store").path("url").asString());
        stratcon.environment.put(
                "SPRING_DATASOURCE_USERNAME",
                described.path("store").path("user").asString());
        stratcon.environment.put(
                "SPRING_DATASOURCE_PASSWORD",
                described.path("store").path("password").asString());
        JsonNode kafka = described.path("kafka");
        stratcon.environment.put(
                "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                kafka.path("bootstrap.servers").asString());
        stratcon.environment.put(
                "SPRING_KAFKA_SECURITY_PROTOCOL",
                kafka.path("security.protocol").asString());
        stratcon.environment.put(
                "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
                kafka.path("sasl.mechanism").asString());
        stratcon.environment.put(
                "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG",
                kafka.path("sasl.jaas.config").asString());
        return stratcon;
    }

    /** Stratcons dial the broker at this port, for example a link's. */
    public FieldProcess dialledAt(int reached) {
        environment.put("VEDETTE_ENROLMENT_PORT", Integer.toString(reached));
        return this;
    }

    /** A setting of the service. */
    public FieldProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Port of the broker's push in the clear, or of the stratcon's API. */
    public int port() {
        return port;
    }

    public int tlsPort() {
        return tlsPort;
    }

    public int healthPort() {
        return healthPort;
    }

    public Path home() {
        return home;
    }

    public long pid() {
        return running().pid();
    }

    private GuardedProcess running() {
        if (process == null) {
            throw new IllegalStateException(service.title() + " was not started");
        }
        return process;
    }

    /** Starts it, or starts it again, and waits until it is healthy. */
    public FieldProcess start() {
        HealthProbe probe = new HealthProbe();
        ServiceJars jars = new ServiceJars(root);
        GuardedProcess started = GuardedProcess.start(new GuardedCommand(
                service.title(),
                jars.command(service),
                environment,
                home,
                home.resolve("service.log"),
                StopSignal.TERM,
                GRACE));
        process = started;
        Readiness.await(started, PATIENCE, () -> probe.isUp(healthPort));
        return this;
    }

    /** Ends it with SIGKILL, as a crash would, and waits until it is gone. */
    public void kill() {
        ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
        running().onExit().join();
    }

    /** For example {@code -STOP}. */
    public void signal(String signal) {
        SuiteAccess.signal(pid(), signal);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
