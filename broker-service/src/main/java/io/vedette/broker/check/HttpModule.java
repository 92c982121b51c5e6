package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.BoundedText;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.springframework.stereotype.Component;

/**
 * Check type {@code http}: status, timing, content and certificate of an answer. Keys as Circonus has them: those of {@link HttpAsker}; {@code code}
 * (regex, {@code ^200$}), {@code body} (regex that must match), {@code body_match_NAME} (regex, becomes a metric), {@code extract} (regex whose two
 * groups are name and value, as often as it matches), {@code pcre_match_limit}, {@code include_body}, {@code read_limit}. Times are whole milliseconds.
 */
@Component
final class HttpModule implements CheckModule {
    private static final int MOST_BODY = 1 << 20;
    private static final int MOST_EXTRACTED = 10_000;
    private static final String MATCH = "body_match_";

    private final HttpAsker http;

    HttpModule(HttpAsker http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields = urlFields(check)
                .pattern("code")
                .pattern("body")
                .pattern("extract")
                .flag("include_body")
                .wholeNumber("pcre_match_limit", 1, 20_000_000);
        check.getConfigMap().keySet().stream()
                .filter(key -> key.startsWith(MATCH))
                .forEach(fields::pattern);
        return withTls(fields, http, check);
    }

    /** What every module that asks a URL wants of it. */
    static Fields urlFields(Check check) {
        String url = check.getConfigOrDefault("url", "");
        String login = check.getConfigOrDefault("auth_method", "Basic").toLowerCase(Locale.ROOT);
        return new Fields(check)
                .required("url")
                .wrongIf(!url.isBlank() && !isHttp(url), "url", "must be http:// or https://")
                .wrongIf(
                        !Set.of("basic", "digest", "auto").contains(login),
                        "auth_method",
                        "must be Basic, Digest or Auto")
                .wrongIf(!check.getConfigOrDefault("http_version", "1.1").equals("1.1"), "http_version", "must be 1.1")
                .wholeNumber("redirects", 0, 10)
                .wholeNumber("read_limit", 0, MOST_BODY);
    }

    static List<FieldError> withTls(Fields fields, HttpAsker http, Check check) {
        List<FieldError> errors = new ArrayList<>(fields.errors());
        errors.addAll(http.tls().verify(check));
        return errors;
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws GeneralSecurityException, IOException {
        int limit = Integer.parseInt(check.getConfigOrDefault("read_limit", "0"));
        HttpExchange answer;
        try {
            answer = http.ask(check, limit == 0 ? MOST_BODY : limit);
        } catch (HttpAsker.TlsRefusedException e) {
            return e.result(nowMs);
        } catch (RuntimeException e) {
            String reason = reason(e);
            return new CheckResult(
                    false,
                    false,
                    reason,
                    new Collected(nowMs).text("client_error", reason).samples());
        }
        Collected collected = new Collected(nowMs)
                .text("code", Integer.toString(answer.status()))
                .count("duration", answer.durationMs())
                .count("tt_connect", answer.connectMs())
                .count("tt_firstbyte", answer.firstByteMs())
                .count("bytes", answer.bytes())
                .flag("truncated", answer.isTruncated())
                .addAll(answer.certificate(nowMs));
        if (Fields.isTrue(check, "include_body")) {
            collected.text("body", answer.text());
        }
        boolean hasCode = matcher(check, check.getConfigOrDefault("code", "^200$"), Integer.toString(answer.status()))
                .find();
        boolean hasBody = bodyMatches(check, answer.text(), collected);
        String status = "code=" + answer.status() + ",dur=" + answer.durationMs() + ",bytes=" + answer.bytes();
        String flaw = hasCode ? (hasBody ? "" : ",body does not match") : ",code does not match";
        return new CheckResult(true, hasCode && hasBody, status + flaw, collected.samples());
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static boolean bodyMatches(Check check, String body, Collected collected) {
        for (Map.Entry<String, String> named : new TreeMap<>(check.getConfigMap()).entrySet()) {
            if (named.getKey().startsWith(MATCH)) {
                Matcher found = matcher(check, named.getValue(), body);
                String value = found.find() ? found.group(found.groupCount() > 0 ? 1 : 0) : "";
                collected.text(named.getKey(), value == null ? "" : value);
            }
        }
        extract(check, body, collected);
        String wanted = check.getConfigOrDefault("body", "");
        if (wanted.isEmpty()) {
            return true;
        }
        boolean hasBody = matcher(check, wanted, body).find();
        collected.flag("body_match", hasBody);
        return hasBody;
    }

    private static void extract(Check check, String body, Collected collected) {
        String pattern = check.getConfigOrDefault("extract", "");
        if (pattern.isEmpty()) {
            return;
        }
        Matcher found = matcher(check, pattern, body);
        for (int i = 0; i < MOST_EXTRACTED && found.groupCount() >= 2 && found.find(); i++) {
            String name = found.group(1);
            String value = found.group(2);
            if (name != null && value != null) {
                collected.guessed(name, value);
            }
        }
    }

    private static Matcher matcher(Check check, String pattern, String text) {
        int looks = Integer.parseInt(check.getConfigOrDefault("pcre_match_limit", "0"));
        return looks == 0 ? BoundedText.matcher(pattern, text) : BoundedText.matcher(pattern, text, looks);
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
