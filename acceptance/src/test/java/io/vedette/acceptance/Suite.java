package io.vedette.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The suite under test, started as a person starts it: {@code ./vedette up}, with a folder and ports of its own. It is started once for all
 * scenarios and stopped when the test run ends.
 */
final class Suite {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START = Duration.ofMinutes(4);

    private static final class Shared {
        static final Suite SUITE = start();
    }

    private final Path data;
    private final Process launcher;
    private final Door door;

    private Suite(Path data, Process launcher) {
        this.data = data;
        this.launcher = launcher;
        this.door = new Door(address(), Vedette.run(data, "token").strip());
    }

    /** The one suite of this run. */
    static Suite shared() {
        return Shared.SUITE;
    }

    private static Suite start() {
        try {
            Path data = Files.createDirectories(Path.of("target/suite-" + System.currentTimeMillis()))
                    .toAbsolutePath();
            Process launcher = Vedette.command(data, "up", "--free-ports")
                    .redirectOutput(data.resolve("up.txt").toFile())
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "stop-suite"));
            Path described = data.resolve("run/suite.json");
            long deadline = System.nanoTime() + START.toNanos();
            while (!(Files.exists(described)
                    && JSON.readTree(described).path("ready").asBoolean())) {
                if (!launcher.isAlive() || System.nanoTime() > deadline) {
                    throw new AssertionError("the suite did not start:\n" + Files.readString(data.resolve("up.txt")));
                }
                launcher.waitFor(200, TimeUnit.MILLISECONDS);
            }
            return new Suite(data, launcher);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void stop(Process launcher) {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    JsonNode described() {
        return JSON.readTree(data.resolve("run/suite.json"));
    }

    boolean isRunning() {
        return launcher.isAlive();
    }

    Path data() {
        return data;
    }

    Path logs() {
        return data.resolve("log");
    }

    String address() {
        return described().get("address").asString();
    }

    Door door() {
        return door;
    }

    String adminEmail() {
        return described().get("adminEmail").asString();
    }

    /** The generated one of the first start. */
    String adminPassword() {
        return described().get("adminPassword").asString();
    }

    List<String> services() {
        return List.of(
                "broker-service",
                "stratcon-service",
                "alerting-service",
                "streaming-service",
                "observer-service",
                "config-monitor-service");
    }

    private JsonNode process(String name) {
        return described().get("processes").get(name);
    }

    Optional<Integer> httpPort(String service) {
        return process(service).path("port").asIntOpt().stream().boxed().findFirst();
    }

    Door brokerDoor() {
        return new Door(
                "http://127.0.0.1:"
                        + described().get("ports").get("broker-plain").asInt(),
                null);
    }

    int brokerTlsPort() {
        return described().get("ports").get("broker-tls").asInt();
    }

    int statsdPort() {
        return described().get("ports").get("broker-statsd").asInt();
    }

    /** Ports that speak without TLS, the stores' included. */
    List<Integer> plainPorts() {
        JsonNode ports = described().get("ports");
        return ports.propertyNames().stream()
                .filter(name -> !name.equals("broker-tls") && !name.equals("broker-statsd"))
                .map(name -> ports.get(name).asInt())
                .toList();
    }

    /** Ends a process with SIGKILL, as a crash would. */
    void kill(String name) {
        long pid = process(name).get("pid").asLong();
        ProcessHandle.of(pid)
                .orElseThrow(() -> new AssertionError(name + " is not running"))
                .destroyForcibly();
        Wait.until(name + " is dead or replaced", () -> process(name).get("pid").asLong() != pid);
    }

    /** Stops a process as SIGSTOP does: it neither runs nor closes anything. */
    void pause(String name) {
        signal(name, "-STOP");
    }

    void resume(String name) {
        signal(name, "-CONT");
    }

    private void signal(String name, String signal) {
        try {
            new ProcessBuilder("kill", signal, process(name).get("pid").asString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitHealthy(String name) {
        Wait.until(name + " is healthy", () -> process(name).get("healthy").asBoolean());
    }

    String brokerCid() {
        return door.get("/v2/broker").json(200).get(0).get("_cid").asString();
    }

    /** Uuid of the first check of a type. */
    String checkUuid(String type) {
        String[] uuid = {""};
        Wait.until("a check of type " + type, () -> {
            for (JsonNode bundle : door.get("/v2/check_bundle?size=100").json(200)) {
                if (bundle.get("type").asString().equals(type)) {
                    uuid[0] = bundle.get("_check_uuids").get(0).asString();
                    return true;
                }
            }
            return false;
        });
        return uuid[0];
    }

    /** The statsd check that takes what no other does. */
    UUID catchAll() {
        return UUID.fromString(checkUuid("statsd"));
    }

    /** The contact group that shipped rules tell. */
    String adminGroup() {
        for (JsonNode group : door.get("/v2/contact_group").json(200)) {
            if (group.get("name").asString().equals("Admin")) {
                return group.get("_cid").asString();
            }
        }
        throw new AssertionError("no contact group Admin");
    }

    Path observerData() {
        return data.resolve("observer/data_in");
    }

    /** The folder whose files config-monitor watches. */
    Path configFiles() {
        return data.resolve("config");
    }

    Map<String, Object> kafkaProperties() {
        Map<String, Object> properties = new TreeMap<>();
        JsonNode kafka = described().get("kafka");
        kafka.propertyNames()
                .forEach(name -> properties.put(name, kafka.get(name).asString()));
        return properties;
    }

    String webDbUrl() {
        return described().get("webdb").get("url").asString();
    }

    String webDbUser() {
        return described().get("webdb").get("user").asString();
    }

    String webDbPassword() {
        return described().get("webdb").get("password").asString();
    }
}
