package io.vedette.broker.door;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The enrolment door of a config-monitor: one code, good once the door is open. */
public final class EnrolmentDoor implements AutoCloseable {
    public static final String CODE = "one-time-code";

    private final JsonMapper json = new JsonMapper();
    private final TestCa ca;
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final Set<String> certificateRequests = ConcurrentHashMap.newKeySet();
    private volatile boolean open;
    private volatile String body = "";

    public EnrolmentDoor(TestCa ca, boolean open) throws IOException {
        this.ca = ca;
        this.open = open;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v2/provision_broker", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void open() {
        open = true;
    }

    int asked() {
        return asked.get();
    }

    /** The certificate requests sent, each once. */
    Set<String> certificateRequests() {
        return Set.copyOf(certificateRequests);
    }

    /** The last request's body. */
    JsonNode lastRequest() {
        return json.readTree(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode request = json.readTree(body);
        certificateRequests.add(request.path("csr").asString());
        boolean renewal = exchange.getRequestURI().getPath().endsWith("/renewal")
                && request.path("_cert").asString().contains("BEGIN CERTIFICATE");
        if (!open || (!renewal && !request.path("code").asString("").equals(CODE))) {
            send(exchange, 403, "{\"type\":\"urn:vedette:problem:bad-code\",\"status\":403}");
            return;
        }
        try {
            String certificate = ca.issue(request.path("csr").asString(), "broker-1");
            send(
                    exchange,
                    200,
                    json.writeValueAsString(
                            Map.of("_cid", "/broker/1", "_cert", certificate, "_ca", ca.pem(), "_cn", "broker-1")));
        } catch (GeneralSecurityException e) {
            send(exchange, 500, "{}");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
