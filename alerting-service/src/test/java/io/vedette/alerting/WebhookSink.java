package io.vedette.alerting;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's webhook: keeps what it is sent and answers as it is told to, 204 when it is told nothing. */
final class WebhookSink implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** What happens after a request was read. */
    enum Answer {
        FINE,
        FAIL,
        REFUSE,
        REDIRECT,
        /** No answer until the sink is closed. */
        HANG,
        /** The connection ends without an answer. */
        LOSE
    }

    /** One request that arrived. */
    record Delivery(String key, String query, String body) {
        JsonNode alert() {
            return JSON.readTree(body).get("alerts").get(0);
        }
    }

    WebhookSink(Answer... first) {
        answers.addAll(List.of(first));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Delivery> deliveries() {
        return deliveries;
    }

    List<String> keys() {
        return deliveries.stream().map(Delivery::key).distinct().toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            String query = exchange.getRequestURI().getQuery();
            deliveries.add(new Delivery(key == null ? "" : key, query == null ? "" : query, body));
            Answer answer = answers.poll();
            switch (answer == null ? Answer.FINE : answer) {
                case FINE -> exchange.sendResponseHeaders(204, -1);
                case FAIL -> exchange.sendResponseHeaders(503, -1);
                case REFUSE -> exchange.sendResponseHeaders(410, -1);
                case REDIRECT -> {
                    exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                }
                case HANG -> closed.await();
                case LOSE -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
