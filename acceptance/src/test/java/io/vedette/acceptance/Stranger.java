package io.vedette.acceptance;

import static java.util.Objects.requireNonNull;

import io.vedette.local.suite.Secrets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The admin of another account, who came in as people do: founded by the operator, invited, signed in. */
final class Stranger {
    private static @Nullable Door door;

    private Stranger() {}

    /** The suite as this person's token opens it. */
    static synchronized Door door(Suite suite) {
        if (door == null) {
            door = suite.door().with(token(suite));
        }
        return requireNonNull(door);
    }

    private static String token(Suite suite) {
        Door open = suite.door().with(null);
        String email = UUID.randomUUID() + "@example.org";
        String password = UUID.randomUUID().toString();
        String code = open.send(
                        "POST",
                        "/api/accounts",
                        "{\"name\":\"strangers\",\"email\":\"" + email + "\"}",
                        "X-Vedette-Operator-Key",
                        Secrets.in(suite.data()).operatorKey())
                .json(200)
                .get("invitation")
                .asString();
        open.post("/api/invitations/acceptance", "{\"code\":\"%s\",\"password\":\"%s\"}".formatted(code, password))
                .expect(200);
        String cookie = open.post("/api/session", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password))
                .expect(200)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return open.send(
                        "POST",
                        "/api/tokens",
                        "{\"name\":\"of a stranger\"}",
                        "Cookie",
                        cookie.substring(0, cookie.indexOf(';')),
                        "X-Vedette-Request",
                        "1")
                .json(200)
                .get("token")
                .asString();
    }
}
