package io.vedette.local.suite;

import io.vedette.local.guard.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's REST API, entered as the administrator with the operator key of this data folder. */
public final class OperatorDoor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String address;
    private final Secrets secrets;

    /**
     * @param address of the gateway, without a slash at the end
     * @param secrets of the data folder
     */
    public OperatorDoor(String address, Secrets secrets) {
        this.address = address;
        this.secrets = secrets;
    }

    /** An API token of the administrator: the one given before while it is good, else a new one. */
    public String token() {
        return secrets.launcherToken().filter(this::isGood).orElseGet(this::newToken);
    }

    /** The HTTPTrap check that was there first; empty while no broker has enrolled. */
    public Optional<Trap> firstTrap() {
        return firstBundle("httptrap")
                .map(bundle -> new Trap(
                        bundle.path("_check_uuids").path(0).asString(),
                        bundle.path("config").path("secret").asString(),
                        bundle.path("_checks").path(0).asString()));
    }

    /** The uuid of the check of a type that was there first; empty while there is none. */
    public Optional<String> firstCheck(String type) {
        return firstBundle(type)
                .map(bundle -> bundle.path("_check_uuids").path(0).asString());
    }

    private Optional<JsonNode> firstBundle(String type) {
        HttpResponse<String> answer = get("/v2/check_bundle?size=500", token());
        if (answer.statusCode() != 200) {
            throw refused("/v2/check_bundle", answer);
        }
        return StreamSupport.stream(JSON.readTree(answer.body()).spliterator(), false)
                .filter(bundle -> bundle.path("type").asString("").equals(type))
                .min(Comparator.comparingLong(OperatorDoor::number));
    }

    private boolean isGood(String token) {
        return get("/api/session", token).statusCode() == 200;
    }

    /**
     * A new password for somebody, to be changed at the next sign-in.
     *
     * @param email empty: the first admin
     * @return email and password
     */
    public JsonNode newPassword(String email) {
        return asOperator("/api/password-resets", JSON.writeValueAsString(Map.of("email", email)));
    }

    /** Has the whole configuration announced anew; returns when Kafka has it all, with a sentence. */
    public String republish() {
        JsonNode begun = asOperator("/api/config-announcements", "{}");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode waiting = waiting();
        while (waiting.path("waiting").asLong() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TIMEOUT.toNanos() / 50);
            waiting = waiting();
        }
        String trouble = waiting.path("trouble").asString("");
        return begun.path("resources").asLong() + " resources in generation "
                + begun.path("generation").asLong() + ", "
                + waiting.path("waiting").asLong() + " still wait" + (trouble.isEmpty() ? "." : ": " + trouble + ".");
    }

    /** Which version of the configuration each service runs, a line for each, and the latest in front. */
    public List<String> readers() {
        JsonNode told = told("/api/config-announcements/readers");
        List<String> lines = new ArrayList<>();
        lines.add("The configuration is at version " + told.path("version").asLong() + ".");
        told.path("readers")
                .forEach(reader -> lines.add(reader.path("service").asString() + " ("
                        + reader.path("instance").asString() + ") runs "
                        + reader.path("version").asLong()
                        + (reader.path("isBehind").asBoolean()
                                ? ", behind; heard of at "
                                        + reader.path("heard").asString()
                                : "")));
        return lines;
    }

    private JsonNode waiting() {
        return told("/api/config-announcements");
    }

    private JsonNode told(String path) {
        HttpResponse<String> answer = get(path, token());
        if (answer.statusCode() != 200) {
            throw refused(path, answer);
        }
        return JSON.readTree(answer.body());
    }

    private JsonNode asOperator(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("X-Vedette-Operator-Key", secrets.operatorKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() / 100 != 2) {
            throw refused(path, answer);
        }
        return JSON.readTree(answer.body());
    }

    private String newToken() {
        String token = asOperator("/api/tokens", "{\"name\":\"launcher\",\"role\":\"admin\"}")
                .path("token")
                .asString();
        secrets.rememberLauncherToken(token);
        return token;
    }

    private HttpResponse<String> get(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartException("The suite does not answer at " + address + ": " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted while asking " + address + ".", e);
        }
    }

    private static StartException refused(String path, HttpResponse<String> answer) {
        return new StartException("The suite answered " + path + " with " + answer.statusCode() + ": "
                + answer.body().lines().findFirst().orElse("") + ".");
    }

    private static long number(JsonNode bundle) {
        String digits = bundle.path("_cid").asString("").replaceAll("\\D", "");
        return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /**
     * A check that takes pushes.
     *
     * @param uuid of the check
     * @param secret whoever knows it may push
     * @param check {@code /check/<id>}
     */
    public record Trap(String uuid, String secret, String check) {

        /** Where to push to. */
        public String url(int plainPort) {
            return "http://localhost:" + plainPort + "/module/httptrap/" + uuid + "/" + secret;
        }

        @Override
        public String toString() {
            return check;
        }
    }
}
