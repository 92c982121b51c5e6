package io.vedette.configmonitor.identity;

import static java.util.Objects.requireNonNull;

import io.vedette.service.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenID provider: where it sends people, and what it says of who came back. Found by its metadata when first needed. */
@Component
@EnableConfigurationProperties(OidcSettings.class)
class OidcProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final OidcSettings settings;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private volatile @Nullable JsonNode metadata;

    OidcProvider(OidcSettings settings) {
        this.settings = settings;
    }

    boolean isGiven() {
        return settings.isGiven();
    }

    /** Where a browser is sent to sign in. */
    URI door(String state, String nonce, String challenge) {
        Map<String, String> query = Map.of(
                "response_type",
                "code",
                "client_id",
                settings.client(),
                "redirect_uri",
                String.valueOf(settings.redirectUri()),
                "scope",
                settings.scope(),
                "state",
                state,
                "nonce",
                nonce,
                "code_challenge",
                challenge,
                "code_challenge_method",
                "S256");
        String door = endpoint("authorization_endpoint");
        return URI.create(door + (door.contains("?") ? "&" : "?") + form(query));
    }

    /**
     * Who came back with this code.
     *
     * @throws io.vedette.service.problem.ProblemException 401 when the provider does not vouch for anybody, 503 when it does not answer
     */
    Jwt person(String code, String verifier, String nonce) {
        String pair = settings.client() + ":" + requireNonNull(settings.clientSecret());
        JsonNode answer = ask(HttpRequest.newBuilder(URI.create(endpoint("token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        String.valueOf(settings.redirectUri()),
                        "code_verifier",
                        verifier)))));
        try {
            Jwt token = decoder().decode(answer.path("id_token").asString(""));
            if (!nonce.equals(token.getClaimAsString("nonce"))) {
                throw Problem.unauthorized("the provider answers another sign-in");
            }
            return token;
        } catch (JwtException e) {
            throw Problem.unauthorized("what the provider says cannot be verified");
        }
    }

    private JwtDecoder decoder() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(endpoint("jwks_uri"))
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(String.valueOf(settings.issuer())),
                new JwtClaimValidator<java.util.Collection<String>>(
                        "aud", audience -> audience != null && audience.contains(settings.client()))));
        return decoder;
    }

    private String endpoint(String name) {
        JsonNode known = metadata;
        if (known == null) {
            known = ask(HttpRequest.newBuilder(URI.create(settings.issuer() + "/.well-known/openid-configuration")));
            metadata = known;
        }
        return known.path(name).asString("");
    }

    private JsonNode ask(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(
                    request.timeout(TIMEOUT)
                            .header("Accept", "application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw Problem.unauthorized("the provider refuses: " + answer.statusCode());
            }
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException | JacksonException e) {
            throw Problem.unavailable("the provider does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the service stops");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
