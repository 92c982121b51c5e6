package io.vedette.broker.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.broker.home.HomeSettings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentToolTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path home;

    @Test
    void asksAtTheDoorAndSaysWhatCameOfIt() throws Exception {
        try (EnrolmentDoor door = new EnrolmentDoor(new TestCa("suite"), true)) {
            String url = door.url().toString();
            assertThat(enrol("--url", url, "--code", "wrong")).isEqualTo(1);
            assertThat(said()).contains("403");
            assertThat(enrol("--url", url, "--code", EnrolmentDoor.CODE, "--host", "10.0.0.7", "--port", "4711"))
                    .isZero();
            assertThat(said()).contains("Enrolled as").contains("broker-1");
            assertThat(door.lastRequest().path("external_host").asString()).isEqualTo("10.0.0.7");
            assertThat(door.lastRequest().path("external_port").asInt()).isEqualTo(4711);
            assertThat(new CredentialFiles(new HomeSettings(home)).load()).isPresent();
            assertThat(enrol("--url", url, "--code", EnrolmentDoor.CODE)).isZero();
            assertThat(said()).contains("has a certificate already");
        }
    }

    @Test
    void asksWithANewKeyWhenItIsToEnrolAnewAndWithTheSameOneUntilItIsAnswered() throws Exception {
        CredentialFiles files = new CredentialFiles(new HomeSettings(home));
        try (EnrolmentDoor door = new EnrolmentDoor(new TestCa("suite"), true)) {
            String url = door.url().toString();
            assertThat(enrol("--url", url, "--code", EnrolmentDoor.CODE)).isZero();
            String before = door.lastRequest().path("csr").asString();
            assertThat(enrol("--anew", "--answer", "none"))
                    .as("an answer is taken for a key that was asked with")
                    .isEqualTo(1);
            assertThat(files.load()).isPresent();
            assertThat(enrol("--url", url, "--anew", "--code", "wrong")).isEqualTo(1);
            String refused = door.lastRequest().path("csr").asString();
            assertThat(refused).isNotEqualTo(before);
            assertThat(enrol("--url", url, "--anew", "--code", EnrolmentDoor.CODE))
                    .isZero();
            assertThat(door.lastRequest().path("csr").asString()).isEqualTo(refused);
            assertThat(files.load()).isPresent();
        }
    }

    @Test
    void enrolsByFilesThatSomebodyCarries() throws Exception {
        assertThat(enrol("--offline", "--code", EnrolmentDoor.CODE, "--name", "edge-7"))
                .isZero();
        String request = said();
        assertThat(request).doesNotContain("PRIVATE KEY");
        Path answer = home.resolve("answer");
        try (EnrolmentDoor door = new EnrolmentDoor(new TestCa("suite"), true);
                HttpClient courier = HttpClient.newHttpClient()) {
            HttpRequest sent = HttpRequest.newBuilder(URI.create(door.url() + "/v2/provision_broker"))
                    .POST(HttpRequest.BodyPublishers.ofString(request))
                    .build();
            assertThat(courier.send(sent, HttpResponse.BodyHandlers.ofFile(answer))
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(enrol(
                        "--answer", Files.writeString(home.resolve("torn"), "{").toString()))
                .isEqualTo(1);
        assertThat(enrol("--answer", answer.toString())).isZero();
        assertThat(new CredentialFiles(new HomeSettings(home)).load()).isPresent();
    }

    @Test
    void saysHowItIsUsedWhenItIsNotUnderstood() throws Exception {
        assertThat(enrol()).isEqualTo(2);
        assertThat(enrol("--url")).isEqualTo(2);
        assertThat(enrol("--king", "x")).isEqualTo(2);
        assertThat(enrol("--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(enrol("--url", "http://127.0.0.1:1", "--code", "c", "--port", "many"))
                .isEqualTo(2);
        assertThat(said()).contains("broker enrol HOME --url URL --code CODE");
    }

    private int enrol(String... options) throws InterruptedException {
        String[] words = Stream.concat(Stream.of("enrol", home.toString()), Arrays.stream(options))
                .toArray(String[]::new);
        return EnrolmentTool.run(words, new PrintStream(printed, true, UTF_8));
    }

    /** What was printed since it was asked last. */
    private String said() {
        String text = printed.toString(UTF_8);
        printed.reset();
        return text;
    }
}
