package io.vedette.broker.push;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What an {@code Authorization} header shows: {@code Bearer} or {@code Token} with the secret, alone or behind a user and a colon; basic.
 *
 * @param user null when it names none
 * @param secret null when it shows none
 */
public record ShownCredentials(
        @Nullable String user, @Nullable String secret) {
    private static final ShownCredentials NONE = new ShownCredentials(null, null);

    public static ShownCredentials of(HttpHeaders headers) {
        return of(headers.getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** Of the header's value. */
    public static ShownCredentials of(@Nullable String authorization) {
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (authorization == null || space < 0) {
            return NONE;
        }
        String word = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "token", "bearer" -> pair(word);
            case "basic" -> pair(decoded(word));
            default -> NONE;
        };
    }

    private static ShownCredentials pair(String word) {
        int colon = word.indexOf(':');
        return colon < 0
                ? new ShownCredentials(null, word)
                : new ShownCredentials(word.substring(0, colon), word.substring(colon + 1));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
