package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.guard.GuardedCommand;
import io.vedette.local.guard.GuardedProcess;
import io.vedette.local.guard.Readiness;
import io.vedette.local.guard.StopSignal;
import io.vedette.local.servers.FreePort;
import io.vedette.local.servers.KafkaServer;
import io.vedette.local.servers.PostgresServer;
import io.vedette.local.servers.PrivateFiles;
import io.vedette.local.servers.RedisServer;
import io.vedette.local.servers.ServerFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the processes of the suite: which command, which environment, when it answers. */
final class Parts {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration TRAINING_GRACE = Duration.ofMinutes(5);
    private static final long LONGEST_LOG_BYTES = 32L << 20;

    private final SuiteSettings settings;
    private final Ports ports;
    private final Secrets secrets;
    private final ServiceEnvironment environment;
    private final Progress progress;
    private final ServerFolders folders;
    private final ServiceJars jars;
    private final HealthProbe probe = new HealthProbe();

    Parts(SuiteSettings settings, ServiceEnvironment environment, Progress progress) {
        this.settings = settings;
        this.ports = environment.ports();
        this.secrets = environment.secrets();
        this.environment = environment;
        this.progress = progress;
        this.folders = new ServerFolders(settings.data());
        this.jars = new ServiceJars(settings.root());
    }

    Supervised postgres() {
        int port = ports.get(Port.POSTGRES);
        return server("postgres", port, () -> {
            PostgresServer server = PostgresServer.start(folders, port, secrets.databaseSuperuser(), Map.of());
            server.ensureApplication(secrets.webApplication());
            server.ensureWebDatabase("vedette_web", secrets.webDatabase());
            server.ensureDatabase("vedette_store", secrets.storeDatabase());
            server.ensureMonitor(secrets.databaseMonitor());
            return server.process();
        });
    }

    Supervised redis() {
        int port = ports.get(Port.REDIS);
        return server(
                "redis",
                port,
                () -> RedisServer.start(folders, port, secrets.redis()).process());
    }

    Supervised kafka() {
        int port = ports.get(Port.KAFKA);
        return server(
                "kafka",
                port,
                () -> KafkaServer.start(
                                folders,
                                port,
                                secrets.kafka(),
                                JavaCommand.cached(ServiceJars.kafkaCache(), settings.isTraining()),
                                grace())
                        .process());
    }

    Supervised service(Service service) {
        int port = ports.get(ServiceEnvironment.healthPort(service));
        return new Supervised(service.title(), port, () -> start(service, port), () -> probe.isUp(port), progress);
    }

    private Supervised server(String name, int port, Supplier<GuardedProcess> starter) {
        return new Supervised(
                name,
                port,
                () -> {
                    keepShort(folders.log(name));
                    return starter.get();
                },
                () -> !FreePort.isFree(port),
                progress);
    }

    private GuardedProcess start(Service service, int port) {
        Path log = folders.log(service.title());
        keepShort(log);
        Path home = PrivateFiles.folder(ServiceEnvironment.home(settings.data(), service));
        GuardedProcess process = GuardedProcess.start(new GuardedCommand(
                service.title(),
                JavaCommand.of(service, jars.extracted(service), settings.isTraining()),
                environment.of(service),
                home,
                log,
                StopSignal.TERM,
                grace()));
        Readiness.await(process, settings.isTraining() ? TRAINING_PATIENCE : PATIENCE, () -> probe.isUp(port));
        return process;
    }

    private Duration grace() {
        return settings.isTraining() ? TRAINING_GRACE : GRACE;
    }

    /** A log that has grown long is set aside when its process starts, in place of the one set aside before. */
    private static void keepShort(Path log) {
        try {
            if (Files.exists(log) && Files.size(log) > LONGEST_LOG_BYTES) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
