package io.vedette.configmonitor.identity;

import io.swagger.v3.oas.annotations.Operation;
import io.vedette.service.problem.Problem;
import io.vedette.webdb.secret.SecretBox;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/session/oidc}: signing in at an OpenID provider (authorization code, PKCE). It lets in whom an account knows by the e-mail address; who may do
 * what stays ours. What must be known when the browser comes back rides in an encrypted cookie of ten minutes.
 */
@RestController
@RequestMapping("/api/session/oidc")
class OidcEndpoint {
    private static final String COOKIE = "vedette_oidc";
    private static final String PLACE = "oidc";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();
    /** The session cookie is for requests of our own pages only, so that a page of ours must ask for the dashboard, not the provider's redirect. */
    private static final String ON =
            "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>Vedette</title>";

    private final OidcProvider provider;
    private final SignIn signIn;

    OidcEndpoint(OidcProvider provider, SignIn signIn) {
        this.provider = provider;
        this.signIn = signIn;
    }

    @GetMapping
    @Operation(summary = "Sends the browser to the OpenID provider; 404 when there is none")
    ResponseEntity<Void> begin(HttpServletRequest request) {
        refuseWithoutProvider();
        String state = random();
        String nonce = random();
        String verifier = random();
        String kept = SecretBox.keep(PLACE, String.join(" ", state, nonce, verifier));
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(provider.door(state, nonce, challenge(verifier)))
                .header(HttpHeaders.SET_COOKIE, cookie(kept, LIFE, request))
                .build();
    }

    @GetMapping("/callback")
    @Operation(summary = "Where the OpenID provider sends the browser back to")
    ResponseEntity<String> callback(
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            @CookieValue(name = COOKIE, required = false) @Nullable String kept,
            HttpServletRequest request) {
        refuseWithoutProvider();
        String[] begun = opened(kept);
        if (code == null || state == null || begun.length < 3 || !begun[0].equals(state)) {
            throw Problem.unauthorized("this is no answer to a sign-in that began here");
        }
        Jwt person = provider.person(code, begun[2], begun[1]);
        String email = person.getClaimAsString("email");
        if (email == null || Boolean.FALSE.equals(person.getClaimAsBoolean("email_verified"))) {
            throw Problem.forbidden("the provider does not vouch for an e-mail address");
        }
        SignIn.Signed signed = signIn.byProvider(email);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .header(HttpHeaders.SET_COOKIE, SessionEndpoint.cookie(signed.token(), signed.life(), request))
                .body(ON);
    }

    private void refuseWithoutProvider() {
        if (!provider.isGiven()) {
            throw Problem.notFound("no OpenID provider is configured");
        }
    }

    private static String[] opened(@Nullable String kept) {
        try {
            return kept == null || !SecretBox.isKept(kept)
                    ? new String[0]
                    : SecretBox.open(PLACE, kept).split(" ", -1);
        } catch (IllegalStateException e) {
            return new String[0];
        }
    }

    private static String cookie(String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Lax")
                .secure(request.isSecure())
                .path("/api/session/oidc")
                .maxAge(life)
                .build()
                .toString();
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
