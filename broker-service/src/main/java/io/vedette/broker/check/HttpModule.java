package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.BoundedText;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.batch.MetricType;
import io.vedette.contracts.proto.config.Check;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.springframework.stereotype.Component;

/**
 * Check type {@code http}: status, timing and content of an answer. Keys as Circonus has them: {@code url}, {@code method}, {@code payload},
 * {@code header_X}, {@code auth_user}, {@code auth_password}, {@code redirects}, {@code code} (regex, {@code ^200$}), {@code body} (regex that must
 * match), {@code body_match_NAME} (regex, becomes a metric), {@code include_body}, {@code read_limit}. Times are whole milliseconds.
 */
@Component
final class HttpModule implements CheckModule {
    private static final int MOST_BODY = 1 << 20;
    private static final String MATCH = "body_match_";

    @Override
    public String name() {
        return "http";
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields = urlFields(check)
                .pattern("code")
                .pattern("body")
                .wholeNumber("redirects", 0, 10)
                .wholeNumber("read_limit", 0, MOST_BODY);
        check.getConfigMap().keySet().stream()
                .filter(key -> key.startsWith(MATCH))
                .forEach(fields::pattern);
        return fields.errors();
    }

    /** What every module that asks a URL wants of it. */
    static Fields urlFields(Check check) {
        String url = check.getConfigOrDefault("url", "");
        return new Fields(check)
                .required("url")
                .wrongIf(!url.isBlank() && !isHttp(url), "url", "must be http:// or https://");
    }

    @Override
    public CheckResult run(Check check, long nowMs) {
        int limit = Integer.parseInt(check.getConfigOrDefault("read_limit", "0"));
        HttpExchange answer = HttpExchange.of(check, limit == 0 ? MOST_BODY : limit);
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.text("code", nowMs, Integer.toString(answer.status())));
        samples.add(milliseconds("duration", nowMs, answer.durationMs()));
        samples.add(milliseconds("tt_connect", nowMs, answer.connectMs()));
        samples.add(milliseconds("tt_firstbyte", nowMs, answer.firstByteMs()));
        samples.add(Sample.whole("bytes", MetricType.UINT32, nowMs, answer.bytes()));
        samples.add(Sample.whole("truncated", MetricType.UINT32, nowMs, answer.isTruncated() ? 1 : 0));
        if (check.getConfigOrDefault("include_body", "false").equals("true")) {
            samples.add(Sample.text("body", nowMs, answer.text()));
        }
        boolean hasCode = matches(check.getConfigOrDefault("code", "^200$"), Integer.toString(answer.status()));
        boolean hasBody = bodyMatches(check, answer.text(), nowMs, samples);
        String status = "code=" + answer.status() + ",dur=" + answer.durationMs() + ",bytes=" + answer.bytes();
        String flaw = hasCode ? (hasBody ? "" : ",body does not match") : ",code does not match";
        return new CheckResult(true, hasCode && hasBody, status + flaw, samples);
    }

    private static boolean bodyMatches(Check check, String body, long nowMs, List<Sample> samples) {
        for (Map.Entry<String, String> named : new TreeMap<>(check.getConfigMap()).entrySet()) {
            if (named.getKey().startsWith(MATCH)) {
                Matcher found = BoundedText.matcher(named.getValue(), body);
                String value = found.find() ? found.group(found.groupCount() > 0 ? 1 : 0) : "";
                samples.add(Sample.text(named.getKey(), nowMs, value == null ? "" : value));
            }
        }
        String wanted = check.getConfigOrDefault("body", "");
        if (wanted.isEmpty()) {
            return true;
        }
        boolean hasBody = matches(wanted, body);
        samples.add(Sample.whole("body_match", MetricType.UINT32, nowMs, hasBody ? 1 : 0));
        return hasBody;
    }

    private static boolean matches(String pattern, String text) {
        return BoundedText.matcher(pattern, text).find();
    }

    private static Sample milliseconds(String name, long nowMs, long value) {
        return Sample.whole(name, MetricType.UINT32, nowMs, value);
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
