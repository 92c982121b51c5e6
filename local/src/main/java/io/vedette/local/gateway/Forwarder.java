package io.vedette.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import io.vedette.contracts.door.Route;
import io.vedette.contracts.door.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Passes one request on and its answer back. A client that goes away ends its request at the service with the next piece of the answer. */
final class Forwarder implements AutoCloseable {

    private static final int PIECE_BYTES = 16 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final ToIntFunction<Service> portOf;

    Forwarder(ToIntFunction<Service> portOf) {
        this.portOf = portOf;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Throws when an answer breaks off half way: the server then drops the connection, so that nobody takes it for a whole one. */
    void forward(HttpExchange exchange) throws IOException {
        Service service = Route.serviceOf(exchange.getRequestURI().getRawPath());
        try {
            answer(exchange, client.send(request(exchange, portOf.applyAsInt(service)), BodyHandlers.ofInputStream()));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            problem(exchange, 503, "service-away", service.title() + " is not running at the moment");
        } catch (IOException e) {
            if (exchange.getResponseCode() >= 0) {
                throw e;
            }
            problem(exchange, 502, "service-broke-off", service.title() + " broke off before it answered");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the gateway is closing", e);
        }
        exchange.close();
    }

    private static HttpRequest request(HttpExchange exchange, int port) {
        URI asked = exchange.getRequestURI();
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + asked.getRawPath() + query))
                .method(exchange.getRequestMethod(), body(exchange));
        Map<String, List<String>> headers = Headers.toService(
                exchange.getRequestHeaders(),
                exchange.getRemoteAddress(),
                exchange.getLocalAddress().getPort());
        headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return request.build();
    }

    private static BodyPublisher body(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null && !exchange.getRequestHeaders().containsKey("Transfer-Encoding")) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        if (length == null) {
            return stream;
        }
        long bytes = Long.parseLong(length);
        return bytes == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(stream, bytes);
    }

    private static void answer(HttpExchange exchange, HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            exchange.getResponseHeaders()
                    .putAll(Headers.toClient(answer.headers().map()));
            long length = answer.headers().firstValueAsLong("content-length").orElse(-1);
            if (hasNoBody(exchange, answer.statusCode()) || length == 0) {
                if (length > 0) {
                    exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
                }
                exchange.sendResponseHeaders(answer.statusCode(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), Math.max(length, 0));
            pass(body, exchange.getResponseBody());
        }
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
            to.write(piece, 0, count);
            to.flush();
        }
    }

    private static boolean hasNoBody(HttpExchange exchange, int status) {
        return exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
    }

    private static void problem(HttpExchange exchange, int status, String word, String detail) throws IOException {
        byte[] body = """
                {"type":"urn:vedette:problem:%s","title":"%s","status":%d,"detail":"%s"}""".formatted(word, status == 503 ? "Service Unavailable" : "Bad Gateway", status, detail)
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
