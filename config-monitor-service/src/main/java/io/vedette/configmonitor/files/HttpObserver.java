package io.vedette.configmonitor.files;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The observer over its REST door, with a token for each request. */
final class HttpObserver implements Receiver {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CONFIG = "/api/observer/config";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String base;
    private final Supplier<String> tokens;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    HttpObserver(URI base, Supplier<String> tokens) {
        this.base = base.toString().replaceAll("/+$", "");
        this.tokens = tokens;
    }

    @Override
    public Answer apply(ConfigText text) {
        Answer checked = check(text);
        return checked instanceof Answer.InForce ? ask("PUT", CONFIG, body(text)) : checked;
    }

    @Override
    public Answer check(ConfigText text) {
        return ask("POST", CONFIG + "/check", body(text));
    }

    private static BodyPublisher body(ConfigText text) {
        return BodyPublishers.ofString(JSON.createObjectNode()
                .put("path", text.path())
                .put("content", text.text())
                .toString());
    }

    @Override
    public Answer remove(String path) {
        String query = "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
        return ask("DELETE", CONFIG + query, BodyPublishers.noBody());
    }

    @Override
    public Optional<Map<String, String>> inForce() {
        try {
            HttpResponse<String> response = send("GET", CONFIG, BodyPublishers.noBody());
            if (response.statusCode() != 200) {
                return Optional.empty();
            }
            var files = new TreeMap<String, String>();
            JSON.readTree(response.body())
                    .forEach(file -> files.put(
                            file.path("path").asString(""), file.path("sha256").asString("")));
            return Optional.of(files);
        } catch (IOException | RuntimeException away) {
            return Optional.empty();
        }
    }

    private Answer ask(String method, String path, BodyPublisher body) {
        try {
            HttpResponse<String> response = send(method, path, body);
            return switch (response.statusCode()) {
                case 200 -> inForce(JSON.readTree(response.body()));
                case 400 -> refused(JSON.readTree(response.body()));
                default -> new Answer.Away("the observer answered " + response.statusCode());
            };
        } catch (IOException away) {
            return new Answer.Away("the observer does not answer: " + away);
        } catch (JacksonException foreign) {
            return new Answer.Away("what answers is no observer: " + foreign.getOriginalMessage());
        } catch (RuntimeException noToken) {
            return new Answer.Away("the observer cannot be asked: " + noToken);
        }
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + tokens.get())
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while asking", stopping);
        }
    }

    private static Answer inForce(JsonNode body) {
        var parts = new ArrayList<String>();
        for (String kind : List.of("watches", "steps")) {
            for (String change : List.of("started", "stopped")) {
                JsonNode names = body.path(kind).path(change);
                if (!names.isEmpty()) {
                    parts.add(kind + " " + change + ": " + String.join(", ", texts(names)));
                }
            }
        }
        return new Answer.InForce(
                parts.isEmpty() ? "nothing to start or stop" : String.join("; ", parts), texts(body.path("notes")));
    }

    private static Answer refused(JsonNode body) {
        var errors = new ArrayList<FileError>();
        for (JsonNode error : body.path("errors")) {
            errors.add(new FileError(
                    error.path("field").asString(""),
                    error.path("reason").asString(""),
                    error.path("line").asInt(0)));
        }
        if (errors.isEmpty()) {
            errors.add(new FileError("", body.path("detail").asString("refused"), 0));
        }
        return new Answer.Refused(List.copyOf(errors));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(text -> texts.add(text.asString("")));
        return List.copyOf(texts);
    }
}
