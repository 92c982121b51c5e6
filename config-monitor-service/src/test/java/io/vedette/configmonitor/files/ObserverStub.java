package io.vedette.configmonitor.files;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An observer's door, to be shut and opened: refuses every line that says {@code wrong}, and whoever shows no token. */
final class ObserverStub implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Map<String, String> inForce = new ConcurrentHashMap<>();
    final List<String> requests = new CopyOnWriteArrayList<>();
    private int port;
    private @Nullable HttpServer server;

    void open() throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        opened.createContext("/api/observer/config", this::answer);
        opened.createContext("/api/", exchange -> {
            boolean isKnown = "Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            send(exchange, isKnown ? 200 : 401, "{}");
        });
        opened.start();
        port = opened.getAddress().getPort();
        server = opened;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!"Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{}");
        } else if (method.equals("GET")) {
            var files = JSON.createArrayNode();
            inForce.keySet().forEach(file -> files.add(JSON.createObjectNode().put("path", file)));
            send(exchange, 200, files.toString());
        } else if (method.equals("DELETE")) {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            requests.add("DELETE " + query);
            inForce.remove(query.substring("path=".length()));
            send(exchange, 200, "{}");
        } else {
            changed(exchange, method + path.replace("/api/observer/config", ""), JSON.readTree(body));
        }
    }

    private void changed(HttpExchange exchange, String what, JsonNode file) throws IOException {
        String path = file.path("path").asString();
        String content = file.path("content").asString();
        requests.add(what + " " + path);
        List<String> lines = content.lines().toList();
        for (int line = 1; line <= lines.size(); line++) {
            if (lines.get(line - 1).contains("wrong")) {
                send(
                        exchange,
                        400,
                        "{\"detail\":\"no\",\"errors\":[{\"field\":\"a.b\",\"reason\":\"is wrong\",\"line\":" + line
                                + "}]}");
                return;
            }
        }
        if (what.startsWith("PUT")) {
            inForce.put(path, content);
        }
        send(exchange, 200, "{\"watches\":{\"started\":[\"one\"],\"stopped\":[],\"kept\":[]},\"notes\":[\"n\"]}");
    }

    private static void send(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
