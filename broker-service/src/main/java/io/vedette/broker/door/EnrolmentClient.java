package io.vedette.broker.door;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One attempt to enrol, or to renew: a request signed with the broker's P-256 key, the certificate in return. Each attempt to enrol sends the same. */
@Component
class EnrolmentClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EnrolmentSettings settings;
    private final CredentialFiles files;
    private final JsonMapper json;

    EnrolmentClient(EnrolmentSettings settings, CredentialFiles files, JsonMapper json) {
        this.settings = settings;
        this.files = files;
        this.json = json;
    }

    /** How an attempt ended. */
    sealed interface Outcome {
        record Enrolled(Credentials credentials) implements Outcome {}

        /** The door answered and said no. */
        record Rejected(String reason) implements Outcome {}

        /** The door did not answer, or not as it should. */
        record Retryable(String cause) implements Outcome {}
    }

    Outcome enrol() throws InterruptedException {
        return attempt("/v2/provision_broker", this::request);
    }

    /** The body of the request, for whoever carries it to the door by hand. */
    String written() throws IOException, GeneralSecurityException, OperatorCreationException {
        return json.writeValueAsString(request());
    }

    /** Takes the door's answer that was carried here by hand. */
    Outcome take(String answer) throws IOException {
        try {
            return stored(answer);
        } catch (JacksonException e) {
            return new Outcome.Rejected("this is no answer of the enrolment door: " + e.getOriginalMessage());
        }
    }

    /** One attempt to get a newer certificate for the key and name of the one held. */
    Outcome renew(Credentials held) throws InterruptedException {
        X509Certificate certificate = held.chain().getFirst();
        return attempt(
                "/v2/provision_broker/renewal",
                () -> new RenewalRequest(csr(new KeyPair(certificate.getPublicKey(), held.key())), pem(certificate)));
    }

    /** Makes a request's body. */
    private interface Body {
        Object make() throws IOException, GeneralSecurityException, OperatorCreationException;
    }

    private Outcome attempt(String path, Body body) throws InterruptedException {
        try {
            HttpResponse<String> answer = post(path, body.make());
            return switch (answer.statusCode()) {
                case 200, 201 -> stored(answer.body());
                case 400, 401, 403, 404, 409 ->
                    new Outcome.Rejected("the enrolment door answered " + answer.statusCode());
                default -> new Outcome.Retryable("the enrolment door answered " + answer.statusCode());
            };
        } catch (IOException | GeneralSecurityException | OperatorCreationException | JacksonException e) {
            return new Outcome.Retryable(e.toString());
        }
    }

    private Outcome stored(String body) throws IOException {
        EnrolmentAnswer answer = json.readValue(body, EnrolmentAnswer.class);
        String certificate = answer.certificate();
        String ca = answer.ca();
        if (certificate == null || ca == null) {
            return new Outcome.Retryable("the enrolment door answered without a certificate");
        }
        return new Outcome.Enrolled(files.store(certificate, ca));
    }

    private EnrolmentRequest request() throws IOException, GeneralSecurityException, OperatorCreationException {
        Optional<String> made = files.request();
        String csr = made.isPresent() ? made.get() : newRequest();
        return new EnrolmentRequest(settings.code(), csr, "broker", settings.name(), settings.host(), settings.port());
    }

    private String newRequest() throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair pair = keyPair();
        String csr = csr(pair);
        files.storeRequest(pair, csr);
        return csr;
    }

    private String csr(KeyPair pair) throws IOException, OperatorCreationException {
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, settings.name());
        return pem(new JcaPKCS10CertificationRequestBuilder(subject.build(), pair.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static String pem(Object object) throws IOException {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(object);
        }
        return pem.toString();
    }

    private HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        URI base = settings.url();
        if (base == null) {
            throw new IOException("no enrolment URL");
        }
        URI door = URI.create(base.toString().replaceAll("/+$", "") + path);
        HttpRequest request = HttpRequest.newBuilder(door)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(TIMEOUT)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
