package io.vedette.broker.door;

import static org.awaitility.Awaitility.await;

import io.vedette.broker.BrokerApplication;
import io.vedette.contracts.feed.FeedPaths;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A broker in this process, on free ports, enrolled with a CA of the test's, and the clients that talk to it. */
public final class RunningBroker implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final TestCa ca;
    private final EnrolmentDoor door;
    private final HttpClient plain = HttpClient.newHttpClient();
    private final HttpClient stratcon;

    private RunningBroker(ConfigurableApplicationContext context, TestCa ca, EnrolmentDoor door)
            throws GeneralSecurityException, IOException {
        this.context = context;
        this.ca = ca;
        this.door = door;
        stratcon = client(ca.clientContext("stratcon-1"));
    }

    /** Starts a broker with this home and waits until its TLS port is open. */
    public static RunningBroker start(Path home, String... settings) throws GeneralSecurityException, IOException {
        return start(home, new TestCa("suite"), settings);
    }

    /** The same under a CA that knows the home already. */
    public static RunningBroker start(Path home, TestCa ca, String... settings)
            throws GeneralSecurityException, IOException {
        EnrolmentDoor door = new EnrolmentDoor(ca, true);
        RunningBroker broker = new RunningBroker(run(home, door, settings), ca, door);
        await().until(() -> broker.tlsPort() != 0);
        return broker;
    }

    static ConfigurableApplicationContext run(Path home, EnrolmentDoor door, String... settings) {
        List<String> args = new ArrayList<>(List.of(
                "--vedette.home=" + home,
                "--server.port=0",
                "--management.server.port=0",
                "--vedette.broker.tls-port=0",
                "--vedette.broker.tls-address=127.0.0.1",
                "--vedette.broker.statsd.port=0",
                "--vedette.broker.statsd.tcp-port=0",
                "--vedette.journal.minimum-free=0",
                "--vedette.enrolment.url=" + door.url(),
                "--vedette.enrolment.code=" + EnrolmentDoor.CODE));
        args.removeIf(
                own -> Arrays.stream(settings).anyMatch(given -> key(given).equals(key(own))));
        args.addAll(Arrays.asList(settings));
        return new SpringApplicationBuilder(BrokerApplication.class).run(args.toArray(String[]::new));
    }

    private static String key(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public TestCa ca() {
        return ca;
    }

    public int tlsPort() {
        return context.getBean(TlsServer.class).port();
    }

    public URI plainUri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public URI managementUri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port") + path);
    }

    public URI tlsUri(String path) {
        return URI.create("https://127.0.0.1:" + tlsPort() + path);
    }

    /** A client that shows what the context says. */
    public static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** The stratcon's client. */
    public HttpClient stratcon() {
        return stratcon;
    }

    public HttpResponse<String> plain(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(plain, method, plainUri(path), body, headers);
    }

    /** Asks as the stratcon, with its certificate. */
    public HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(
                stratcon,
                method,
                tlsUri(path),
                body.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    public static HttpResponse<String> send(HttpClient client, String method, URI uri, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sets an httptrap check with this secret. */
    public UUID setTrap(String secret) throws IOException, InterruptedException {
        return setCheck("httptrap", "\"secret\":\"" + secret + "\"", 1);
    }

    /** Sets a check of this type under a new uuid, period 1 s. */
    public UUID setCheck(String type, String config, long seq) throws IOException, InterruptedException {
        UUID uuid = UUID.randomUUID();
        HttpResponse<String> answer = control("PUT", FeedPaths.CHECKS_SET + uuid, check(uuid, type, config, seq));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return uuid;
    }

    public static String check(UUID uuid, String type, String config, long seq) {
        return """
                {"uuid":"%s","type":"%s","name":"a check","target":"127.0.0.1","accountId":"1","periodMs":"1000",
                 "timeoutMs":"900","active":true,"metricLimit":"-1","seq":"%d","config":{%s}}
                """.formatted(uuid, type, seq, config);
    }

    @Override
    public void close() {
        context.close();
        door.close();
        plain.close();
        stratcon.close();
    }
}
