package io.vedette.local.field;

import io.vedette.local.guard.StartException;
import io.vedette.local.suite.OperatorDoor;
import io.vedette.local.suite.Secrets;
import io.vedette.local.suite.SuiteFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A suite that runs on a data folder: its API as the administrator's, and its processes. */
public final class SuiteAccess {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Path data;
    private final Secrets secrets;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String token;

    public SuiteAccess(Path data) {
        this.data = data;
        secrets = Secrets.in(data);
        token = new OperatorDoor(address(), secrets).token();
    }

    /** What the suite tells about itself. */
    public JsonNode described() {
        return SuiteFile.read(data.resolve("run/suite.json"))
                .orElseThrow(() -> new StartException("The suite tells nothing about itself."));
    }

    public String address() {
        return described().path("address").asString();
    }

    public int port(String name) {
        return described().path("ports").path(name).asInt();
    }

    /** Answer to a GET; {@link StartException} when it is not 200. */
    public JsonNode get(String path) {
        return read(path, send(request(path).build()));
    }

    /** The same asked of one service rather than of the suite. */
    public JsonNode getAt(int port, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .build();
        return read(path, send(request));
    }

    public JsonNode post(String path, String json) {
        return read(
                path,
                send(request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json))
                        .build()));
    }

    /**
     * A one-time code for a machine that enrols.
     *
     * @param role broker or stratcon
     */
    String enrolmentCode(String role) {
        return code("{\"role\":\"" + role + "\"}");
    }

    /** A one-time code with which a broker that is known comes back under a new key. */
    public String codeToComeBack(long broker) {
        return code("{\"broker\":\"/broker/" + broker + "\"}");
    }

    private String code(String wanted) {
        return postAsOperator("/api/enrolment-codes", wanted).path("code").asString();
    }

    /** What the operator alone may do. */
    public JsonNode postAsOperator(String path, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(TIMEOUT)
                .header("X-Vedette-Operator-Key", secrets.operatorKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return read(path, send(request));
    }

    /** How many samples a stream's cells count. */
    public long count(String stream, long startS, long endS, String rollup) {
        JsonNode answer = get("/api/data?stream=" + URLEncoder.encode(stream, StandardCharsets.UTF_8) + "&start="
                + startS + "&end=" + endS + "&rollup=" + rollup + "&function=count");
        long sum = 0;
        for (JsonNode point : answer.path("streams").path(0).path("points")) {
            sum += point.path(1).asLong(0);
        }
        return sum;
    }

    /** Ends a process of the suite with SIGKILL and waits until another has taken its place. */
    public void kill(String process) {
        long pid = pid(process);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await(process + " is started again", () -> pid(process) != pid && pid(process) != 0);
    }

    /** Sends a signal, for example {@code -STOP}. */
    public void signal(String process, String signal) {
        signal(pid(process), signal);
    }

    static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new StartException("kill cannot be run: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void awaitHealthy(String process) {
        await(
                process + " is healthy",
                () -> described()
                        .path("processes")
                        .path(process)
                        .path("healthy")
                        .asBoolean());
    }

    private long pid(String process) {
        return described().path("processes").path(process).path("pid").asLong();
    }

    /** Waits until something is so, patiently; {@link StartException} when it does not become so. */
    public static void await(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new StartException("Waited in vain until " + what + (last == null ? "" : ": " + last.getMessage()) + ".");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new StartException("The suite does not answer: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("Interrupted.", e);
        }
    }

    private static JsonNode read(String path, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new StartException(path + " answered " + answer.statusCode() + ": " + answer.body() + ".");
        }
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
