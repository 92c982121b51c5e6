package io.vedette.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The one thing rendering asks of a cluster: which Secrets it already holds. Helm finds it through {@code KUBECONFIG}. */
final class Cluster {
    private static final String KINDS = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
             {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret","verbs":["get"]}]}""";
    private static final Map<String, Map<String, String>> SECRETS = new ConcurrentHashMap<>();

    static {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", Cluster::answer);
            server.start();
            Path kubeconfig = Path.of(requireNonNull(System.getenv("KUBECONFIG"), "KUBECONFIG is set by the build"));
            Files.writeString(kubeconfig, kubeconfigFor(server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cluster() {}

    private static String kubeconfigFor(int port) {
        return """
            {"apiVersion":"v1","kind":"Config","current-context":"test",
             "clusters":[{"name":"test","cluster":{"server":"http://127.0.0.1:%d"}}],
             "contexts":[{"name":"test","context":{"cluster":"test","user":"test"}}],
             "users":[{"name":"test","user":{}}]}""".formatted(port);
    }

    /** Makes sure that it answers. */
    static void start() {
        // The static initializer above did all there is to do.
    }

    /** From now on a Secret is there, in any namespace. */
    static void hold(String secret, Map<String, String> data) {
        SECRETS.put(secret, data);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (path.equals("/api/v1")) {
            respond(exchange, 200, KINDS);
        } else if (path.contains("/secrets/") && SECRETS.containsKey(name)) {
            respond(exchange, 200, secret(name, requireNonNull(SECRETS.get(name))));
        } else {
            respond(
                    exchange,
                    404,
                    "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}");
        }
    }

    private static String secret(String name, Map<String, String> data) {
        ObjectNode secret = Manifests.YAML.createObjectNode();
        secret.put("apiVersion", "v1")
                .put("kind", "Secret")
                .putObject("metadata")
                .put("name", name);
        ObjectNode encoded = secret.putObject("data");
        data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(UTF_8))));
        return secret.toString();
    }

    private static void respond(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
