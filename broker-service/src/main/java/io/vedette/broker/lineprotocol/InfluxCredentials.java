package io.vedette.broker.lineprotocol;

import io.vedette.broker.push.ShownCredentials;
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
        ShownCredentials shown = ShownCredentials.of(headers);
        String user = or(or(pathCheck, shown.user()), query.getFirst("u"));
        String secret = or(or(pathSecret, shown.secret()), query.getFirst("p"));
        return new InfluxCredentials(or(or(user, query.getFirst("bucket")), query.getFirst("db")), secret);
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first == null || first.isEmpty() ? second : first;
    }
}
