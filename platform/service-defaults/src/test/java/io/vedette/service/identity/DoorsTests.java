package io.vedette.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.vedette.service.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The same doors, in a servlet service and in a reactive one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTests {
    private static final ECKey KEY = SignedTokens.key("ours");
    private static final ECKey FOREIGN_KEY = SignedTokens.key("ours");

    private final Map<WebApplicationType, ConfigurableApplicationContext> services =
            new EnumMap<>(WebApplicationType.class);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    void start() {
        for (WebApplicationType type :
                new WebApplicationType[] {WebApplicationType.SERVLET, WebApplicationType.REACTIVE}) {
            services.put(
                    type, new SpringApplicationBuilder(House.class).web(type).run("--server.port=0"));
        }
    }

    @AfterAll
    void stop() {
        services.values().forEach(ConfigurableApplicationContext::close);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void refusesWhoBringsNothing(WebApplicationType type) throws Exception {
        HttpResponse<String> answer = send(type, get("/api/who"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:vedette:problem:unauthorized");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void tellsCirconusClientsInTheirShape(WebApplicationType type) throws Exception {
        HttpResponse<String> answer = send(type, get("/v2/who"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).startsWith("{\"code\":\"Unauthorized\",\"status\":401,\"message\":\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void knowsTheCallerHoweverTheTokenCame(WebApplicationType type) throws Exception {
        String token = token(KEY, Role.EDITOR, null);
        String basic = Base64.getEncoder().encodeToString(("app:" + token).getBytes(StandardCharsets.UTF_8));
        assertThat(send(type, get("/api/who", "Authorization", "Bearer " + token))
                        .body())
                .isEqualTo("7 /user/3 EDITOR");
        assertThat(send(type, get("/api/who", "X-Circonus-Auth-Token", token)).body())
                .isEqualTo("7 /user/3 EDITOR");
        assertThat(send(type, get("/api/who", "Authorization", "Basic " + basic))
                        .body())
                .isEqualTo("7 /user/3 EDITOR");
        assertThat(send(type, get("/api/who", "Cookie", Credentials.COOKIE + "=" + token))
                        .body())
                .isEqualTo("7 /user/3 EDITOR");
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void refusesForeignAndExpiredTokens(WebApplicationType type) throws Exception {
        String foreign = token(FOREIGN_KEY, Role.ADMIN, null);
        assertThat(send(type, get("/api/who", "Authorization", "Bearer " + foreign))
                        .statusCode())
                .isEqualTo(401);
        String expired = SignedTokens.sign(
                KEY,
                SignedTokens.claims(Role.ADMIN)
                        .expirationTime(Date.from(Instant.now().minusSeconds(600))));
        assertThat(send(type, get("/api/who", "Authorization", "Bearer " + expired))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(type, get("/api/who", "Authorization", "Bearer nonsense"))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void aCookieAloneAuthorisesNoChange(WebApplicationType type) throws Exception {
        String cookie = Credentials.COOKIE + "=" + token(KEY, Role.ADMIN, null);
        assertThat(send(type, post("/api/change", "Cookie", cookie)).statusCode())
                .isEqualTo(401);
        assertThat(send(type, post("/api/change", "Cookie", cookie, Credentials.REQUEST_HEADER, "1"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void theFirstSessionMayOnlyChangeItsPassword(WebApplicationType type) throws Exception {
        String first = token(KEY, Role.ADMIN, TokenClaims.CHANGE);
        assertThat(send(type, get("/api/who", "Authorization", "Bearer " + first))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(type, post("/api/session/password", "Authorization", "Bearer " + first))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void anOpenDoorAsksNobodyEvenWithARottenCookie(WebApplicationType type) throws Exception {
        assertThat(send(type, get("/open", "Cookie", Credentials.COOKIE + "=rotten"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(type, get("/opening")).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVLET", "REACTIVE"})
    void tellsErrorsWithoutTheirInside(WebApplicationType type) throws Exception {
        String bearer = "Bearer " + token(KEY, Role.VIEWER, null);
        assertThat(send(type, get("/api/field", "Authorization", bearer)).body())
                .contains("\"errors\":[{\"field\":\"period\",\"reason\":\"must be 10 to 300 s\"}]");
        assertThat(send(type, get("/v2/field", "Authorization", bearer)).body())
                .isEqualTo("{\"code\":\"InvalidValue\",\"status\":400,\"message\":\"period: must be 10 to 300 s\"}");
        assertThat(send(type, get("/api/role", "Authorization", bearer)).statusCode())
                .isEqualTo(403);
        HttpResponse<String> broken = send(type, get("/api/broken", "Authorization", bearer));
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).doesNotContain("a secret").contains("urn:vedette:problem:internal");
        assertThat(send(type, get("/api/nowhere", "Authorization", bearer)).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> send(WebApplicationType type, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        ConfigurableApplicationContext service = services.get(type);
        assertThat(service).isNotNull();
        String port = service.getEnvironment().getProperty("local.server.port");
        URI relative = request.build().uri();
        return client.send(
                request.uri(URI.create("http://127.0.0.1:" + port + relative.getPath()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1" + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpRequest.Builder post(String path, String... headers) {
        return get(path, headers).header("Content-Type", "text/plain").POST(HttpRequest.BodyPublishers.ofString("x"));
    }

    private static String token(ECKey key, Role role, @Nullable String password) {
        return SignedTokens.sign(key, SignedTokens.claims(role).claim(TokenClaims.PASSWORD, password));
    }

    @SpringBootApplication
    @RestController
    static class House {

        @Bean
        JWKSource<SecurityContext> keys() {
            return new ImmutableJWKSet<>(new JWKSet(KEY));
        }

        @Bean
        OpenPaths open() {
            return OpenPaths.of("GET /open");
        }

        @GetMapping({"/api/who", "/v2/who"})
        String who(@AuthenticationPrincipal Caller caller) {
            return caller.account() + " " + caller.user() + " " + caller.role();
        }

        @PostMapping({"/api/change", "/api/session/password"})
        String change(@RequestBody String body) {
            return body;
        }

        @GetMapping({"/open", "/opening"})
        String open(@Nullable @AuthenticationPrincipal Caller caller) {
            return "open";
        }

        @GetMapping({"/api/field", "/v2/field"})
        String field() {
            throw Problem.invalid("period", "must be 10 to 300 s");
        }

        @GetMapping("/api/role")
        String role(@AuthenticationPrincipal Caller caller) {
            caller.needs(Role.OPERATOR);
            return "never";
        }

        @GetMapping("/api/broken")
        String broken() {
            throw new IllegalStateException("a secret");
        }
    }
}
