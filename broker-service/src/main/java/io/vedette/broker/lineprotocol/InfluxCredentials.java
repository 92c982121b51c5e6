package io.vedette.broker.lineprotocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * Which check is meant and with what secret, from wherever a client of either version puts them: the path, {@code Authorization} as {@code Token},
 * {@code Bearer} or basic, {@code u} and {@code p}. Where the path names no check, the user does, else the bucket or database.
 */
record InfluxCredentials(@Nullable String check, @Nullable String secret) {

    static InfluxCredentials of(
            @Nullable String pathCheck,
            @Nullable String pathSecret,
            HttpHeaders headers,
            MultiValueMap<String, String> query) {
        String[] shown = shown(headers.getFirst(HttpHeaders.AUTHORIZATION), query);
        String user = pathCheck != null ? pathCheck : shown[0];
        if (user == null || user.isEmpty()) {
            user = query.containsKey("bucket") ? query.getFirst("bucket") : query.getFirst("db");
        }
        return new InfluxCredentials(user, pathSecret != null ? pathSecret : shown[1]);
    }

    /** User and password, each null when there is none. */
    private static @Nullable String[] shown(@Nullable String authorization, MultiValueMap<String, String> query) {
        if (authorization == null || authorization.indexOf(' ') < 0) {
            return new @Nullable String[] {query.getFirst("u"), query.getFirst("p")};
        }
        int space = authorization.indexOf(' ');
        String word = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "token", "bearer" -> pair(word);
            case "basic" -> pair(decoded(word));
            default -> new @Nullable String[] {null, null};
        };
    }

    private static @Nullable String[] pair(String word) {
        int colon = word.indexOf(':');
        return colon < 0
                ? new @Nullable String[] {null, word}
                : new @Nullable String[] {word.substring(0, colon), word.substring(colon + 1)};
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
