package io.vedette.configmonitor.identity;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.configmonitor.identity.SignIn.Signed;
import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** {@code /api/session}: signing in and out, who am I, and the change of one's password. The session rides in a cookie no script can read. */
@RestController
@RequestMapping("/api/session")
class SessionEndpoint {
    private static final int MOST = 1000;

    private final SignIn signIn;

    SessionEndpoint(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * @param user {@code /user/1}
     * @param account {@code /account/1}
     * @param email null for a token that is nobody's
     */
    record SessionView(
            String user, String account, @Nullable String email, String role, boolean passwordChangeRequired) {}

    @PostMapping
    ResponseEntity<SessionView> signIn(@RequestBody @Nullable JsonNode json, HttpServletRequest request) {
        Fields body = Fields.of(json);
        String email = body.text("email", null, MOST);
        String password = body.text("password", null, MOST);
        body.refuseWrong();
        return answer(signIn.signIn(email, password, request.getRemoteAddr()), request);
    }

    @GetMapping
    SessionView whoAmI(@AuthenticationPrincipal Caller caller) {
        return new SessionView(
                caller.user(),
                Cid.of("account", caller.account()),
                signIn.emailOf(caller),
                caller.role().word(),
                caller.mustChangePassword());
    }

    @DeleteMapping
    ResponseEntity<Void> signOut(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        signIn.signOut(caller);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", Duration.ZERO, request))
                .build();
    }

    @PostMapping("/password")
    ResponseEntity<SessionView> changePassword(
            @AuthenticationPrincipal Caller caller, @RequestBody @Nullable JsonNode json, HttpServletRequest request) {
        Fields body = Fields.of(json);
        String current = body.text("current", null, MOST);
        String wanted = body.text("new", null, MOST);
        if (!wanted.isEmpty()) {
            Passwords.objection(wanted).ifPresent(reason -> body.wrong("new", reason));
        }
        if (!wanted.isEmpty() && wanted.equals(current)) {
            body.wrong("new", "must differ from the current one");
        }
        body.refuseWrong();
        return answer(signIn.changePassword(caller, current, wanted, request.getRemoteAddr()), request);
    }

    private static ResponseEntity<SessionView> answer(Signed signed, HttpServletRequest request) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(signed.token(), signed.life(), request))
                .body(new SessionView(
                        Cid.of("user", signed.user().id()),
                        Cid.of("account", signed.user().accountId()),
                        signed.user().email(),
                        signed.user().role(),
                        signed.user().mustChangePassword()));
    }

    static String cookie(String token, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(Credentials.COOKIE, token)
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .path("/")
                .maxAge(life)
                .build()
                .toString();
    }
}
