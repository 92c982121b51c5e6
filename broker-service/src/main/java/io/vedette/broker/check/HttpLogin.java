package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells an HTTP server who asks, as {@code auth_method} says: {@code Basic} (at once), {@code Digest} (RFC 7616, MD5 or SHA-256, qop auth), {@code Auto}
 * (what the server asks for). One run.
 */
final class HttpLogin {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))");

    private final Check check;
    private final String user;
    private final String password;
    private final String method;

    HttpLogin(Check check) {
        this.check = check;
        user = check.getConfigOrDefault("auth_user", "");
        password = check.getConfigOrDefault("auth_password", "");
        method = check.getConfigOrDefault("auth_method", "Basic").toLowerCase(Locale.ROOT);
    }

    /** What to say before anybody asks; null for nothing. */
    @Nullable
    String atOnce() {
        return user.isEmpty() || !method.equals("basic") ? null : basic();
    }

    boolean answers(String challenge) {
        return !user.isEmpty() && !method.equals("basic") && (isDigest(challenge) || method.equals("auto"));
    }

    String answer(String challenge) {
        return isDigest(challenge) ? digest(parameters(challenge)) : basic();
    }

    private static boolean isDigest(String challenge) {
        return challenge.regionMatches(true, 0, "Digest", 0, "Digest".length());
    }

    private String basic() {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String digest(Map<String, String> asked) {
        String algorithm = asked.getOrDefault("algorithm", "MD5");
        String realm = asked.getOrDefault("realm", "");
        String nonce = asked.getOrDefault("nonce", "");
        URI url = URI.create(check.getConfigOrThrow("url"));
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String uri = url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        String own = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
        boolean hasQop = asked.containsKey("qop");
        String who = hash(algorithm, user + ":" + realm + ":" + password);
        String what = hash(algorithm, HttpAsker.method(check) + ":" + uri);
        String response = hash(
                algorithm,
                hasQop ? String.join(":", who, nonce, "00000001", own, "auth", what) : who + ":" + nonce + ":" + what);
        String answer = "Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s, response=\"%s\""
                .formatted(user, realm, nonce, uri, algorithm, response);
        String opaque = asked.containsKey("opaque") ? ", opaque=\"" + asked.get("opaque") + "\"" : "";
        return answer + opaque + (hasQop ? ", qop=auth, nc=00000001, cnonce=\"" + own + "\"" : "");
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new HashMap<>();
        Matcher found = PARAMETER.matcher(challenge);
        while (found.find()) {
            String quoted = found.group(2);
            parameters.put(found.group(1).toLowerCase(Locale.ROOT), quoted == null ? found.group(3) : quoted);
        }
        return parameters;
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.equals("SHA-256") ? "SHA-256" : "MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
