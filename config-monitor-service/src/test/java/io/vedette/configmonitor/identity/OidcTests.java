package io.vedette.configmonitor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.configmonitor.Running;
import io.vedette.configmonitor.Running.Answer;
import io.vedette.service.identity.Role;
import io.vedette.testsupport.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Signing in at a provider, which here vouches for whomever the test names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTests {
    private final ECKey key = key();
    private HttpServer provider;
    private Running running;
    private String email = "";
    private String audience = "vedette";
    private String nonce = "";
    private String posted = "";

    @BeforeAll
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", this::answer);
        provider.start();
        running = Running.start(
                TestServers.postgres().newDatabase(),
                Map.of(
                        "vedette.oidc.issuer", issuer(),
                        "vedette.oidc.client-id", "vedette",
                        "vedette.oidc.client-secret", "of the client",
                        "vedette.oidc.redirect-uri", "https://vedette.example.org/api/session/oidc/callback"));
    }

    @AfterAll
    void stop() {
        running.close();
        provider.stop(0);
    }

    @Test
    void whomTheProviderVouchesForIsLetInByTheAddress() {
        email = Running.ADMIN_EMAIL;
        audience = "vedette";
        Begun begun = begin();
        Answer back = callback(begun, begun.state());
        assertThat(back.status()).isEqualTo(200);
        assertThat(posted).contains("code=the-code", "code_verifier=");
        String session = back.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("vedette_session="))
                .findFirst()
                .orElseThrow();
        assertThat(session).contains("HttpOnly", "SameSite=Strict");
        Answer who =
                running.send("GET", "/api/session", null, null, "Cookie", session.substring(0, session.indexOf(';')));
        assertThat(who.json().path("email").asString()).isEqualTo(Running.ADMIN_EMAIL);
        assertThat(who.json().path("role").asString()).isEqualTo(Role.ADMIN.word());
    }

    @Test
    void whoIsUnknownHereOrNotMeantForUsStaysOut() {
        email = "nobody@example.org";
        audience = "vedette";
        Begun unknown = begin();
        assertThat(callback(unknown, unknown.state()).status()).isEqualTo(403);
        email = Running.ADMIN_EMAIL;
        audience = "another client";
        Begun foreign = begin();
        assertThat(callback(foreign, foreign.state()).status()).isEqualTo(401);
        audience = "vedette";
        Begun forged = begin();
        assertThat(callback(forged, "another state").status()).isEqualTo(401);
        Begun replayed = begin();
        nonce = "of another sign-in";
        assertThat(callback(replayed, replayed.state()).status()).isEqualTo(401);
    }

    @Test
    void withoutAProviderThereIsNoSuchDoor() {
        assertThat(Running.shared().send("GET", "/api/session/oidc", null, null).status())
                .isEqualTo(404);
    }

    private record Begun(String state, String cookie) {}

    private Begun begin() {
        Answer sent = running.send("GET", "/api/session/oidc", null, null);
        assertThat(sent.status()).isEqualTo(302);
        MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(URI.create(sent.header("Location")))
                .build()
                .getQueryParams();
        assertThat(query.getFirst("code_challenge_method")).isEqualTo("S256");
        nonce = String.valueOf(query.getFirst("nonce"));
        String cookie = sent.header("Set-Cookie");
        return new Begun(String.valueOf(query.getFirst("state")), cookie.substring(0, cookie.indexOf(';')));
    }

    private Answer callback(Begun begun, String state) {
        return running.send(
                "GET",
                "/api/session/oidc/callback?code=the-code&state=" + state.replace(' ', '+'),
                null,
                null,
                "Cookie",
                begun.cookie());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/door", "token_endpoint": "%1$s/token", "jwks_uri": "%1$s/keys"}""".formatted(issuer());
            case "/keys" -> new JWKSet(key.toPublicJWK()).toString();
            default -> {
                posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                yield "{\"id_token\": \"" + idToken() + "\"}";
            }
        };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String idToken() {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(audience)
                        .subject("somebody")
                        .claim("nonce", nonce)
                        .claim("email", email)
                        .claim("email_verified", true)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private String issuer() {
        return "http://127.0.0.1:" + provider.getAddress().getPort();
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("of the provider").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
