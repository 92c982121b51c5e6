package io.vedette.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vedette.contracts.door.Service;
import io.vedette.local.guard.StartException;
import io.vedette.local.servers.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayTests {

    private final Map<Service, HttpServer> services = new EnumMap<>(Service.class);
    private final int nobodysPort = FreePort.any();
    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.start(
                0,
                service -> services.containsKey(service)
                        ? services.get(service).getAddress().getPort()
                        : nobodysPort);
    }

    @AfterEach
    void stop() {
        gateway.close();
        services.values().forEach(server -> server.stop(0));
        client.close();
    }

    @Test
    void choosesTheServiceByTheLongestPrefix() throws Exception {
        serve(Service.STRATCON, exchange -> answer(exchange, 200, "stratcon"));
        serve(Service.CONFIG_MONITOR, exchange -> answer(exchange, 200, "config-monitor"));
        serve(Service.STREAMING, exchange -> answer(exchange, 200, "streaming"));

        assertThat(get("/v2/data/x").body()).isEqualTo("stratcon");
        assertThat(get("/v2/database").body()).isEqualTo("config-monitor");
        assertThat(get("/").body()).isEqualTo("streaming");
    }

    @Test
    void passesMethodPathQueryBodyAndStatusOn() throws Exception {
        serve(Service.CONFIG_MONITOR, exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, 201, exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        });

        HttpResponse<String> answer = client.send(
                request("/v2/check?name=a%20b%2Fc")
                        .PUT(BodyPublishers.ofString("körper"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("PUT /v2/check?name=a%20b%2Fc körper");
    }

    @Test
    void passesBodiesOfUnknownLengthOn() throws Exception {
        byte[] large = new byte[3_000_000];
        serve(Service.CONFIG_MONITOR, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                exchange.getRequestBody().transferTo(out);
            }
        });

        HttpResponse<byte[]> answer = client.send(
                request("/api/x")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.body()).hasSize(large.length);
    }

    @Test
    void keepsHeadersBetweenNeighboursToItself() throws Exception {
        serve(Service.CONFIG_MONITOR, exchange -> {
            exchange.getResponseHeaders().set("X-Own", "kept");
            exchange.getResponseHeaders().set("Connection", "X-Dropped");
            exchange.getResponseHeaders().set("X-Dropped", "not for you");
            var headers = exchange.getRequestHeaders();
            answer(
                    exchange,
                    200,
                    headers.getFirst("Te") + " " + headers.getFirst("X-Forwarded-Host") + " "
                            + headers.getFirst("X-Forwarded-For") + " " + headers.getFirst("X-Forwarded-Proto") + " "
                            + headers.get("X-Twice"));
        });

        HttpResponse<String> answer = client.send(
                request("/api/x")
                        .header("TE", "trailers")
                        .header("X-Forwarded-For", "6.6.6.6")
                        .header("X-Twice", "a")
                        .header("X-Twice", "b")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("null localhost:" + gateway.port() + " 127.0.0.1 http [a, b]");
        assertThat(answer.headers().firstValue("X-Own")).contains("kept");
        assertThat(answer.headers().firstValue("X-Dropped")).isEmpty();
    }

    @Test
    void passesEventsOnAsTheyCome() throws Exception {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        serve(Service.STREAMING, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            write(exchange, "data: 1\n\n");
            awaitQuietly(firstWasRead);
            write(exchange, "data: 2\n\n");
            exchange.close();
        });

        HttpResponse<InputStream> answer =
                client.send(request("/api/stream/metrics").build(), BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: 1");
            firstWasRead.countDown();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: 2");
        }
    }

    @Test
    void endsTheStreamAtTheServiceWhenTheClientLeaves() throws Exception {
        AtomicBoolean hasEnded = new AtomicBoolean();
        serve(Service.STREAMING, exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (!hasEnded.get()) {
                    write(exchange, ": still here\n\n");
                }
            } catch (UncheckedIOException e) {
                hasEnded.set(true);
            }
        });

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream()
                    .write("GET /api/stream/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        await().atMost(Duration.ofSeconds(10)).untilTrue(hasEnded);
    }

    @Test
    void saysWhichServiceIsAway() throws Exception {
        HttpResponse<String> answer = get("/api/alerts");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:vedette:problem:service-away", "alerting-service is not running");
    }

    @Test
    void saysWhichServiceBrokeOff() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Gateway toRude = Gateway.start(0, service -> rude.getLocalPort())) {
            Thread.ofVirtual().start(() -> hangUp(rude, ""));

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + toRude.port() + "/api/x"))
                            .POST(BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("urn:vedette:problem:service-broke-off");
        }
    }

    @Test
    void neverPassesHalfAnAnswerOffAsAWholeOne() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Gateway toRude = Gateway.start(0, service -> rude.getLocalPort())) {
            Thread.ofVirtual()
                    .start(() -> hangUp(rude, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + toRude.port() + "/api/x"))
                    .build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        serve(Service.STREAMING, exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "12");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        HttpResponse<String> there = client.send(request("/").HEAD().build(), BodyHandlers.ofString());
        HttpResponse<String> away = client.send(request("/v2/alert").HEAD().build(), BodyHandlers.ofString());

        assertThat(there.statusCode()).isEqualTo(200);
        assertThat(there.headers().firstValue("Content-Length")).contains("12");
        assertThat(away.statusCode()).isEqualTo(503);
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatThrownBy(() -> Gateway.start(gateway.port(), service -> nobodysPort))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Port " + gateway.port())
                .hasMessageContaining("--port");
    }

    private void serve(Service service, HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler);
        server.start();
        services.put(service, server);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + gateway.port() + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void write(HttpExchange exchange, String text) {
        try {
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the head of a request, says what it is told and hangs up. */
    private static void hangUp(ServerSocket server, String answer) {
        try (Socket socket = server.accept()) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                assertThat(line).isNotBlank();
            }
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
