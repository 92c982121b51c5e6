package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Check type {@code prometheus}: scrapes what an exporter shows, as protobuf, OpenMetrics or text, whichever it speaks. Keys: those of {@link HttpAsker}.
 * Labels become stream tags; lines of text that are none are counted in {@code lines_refused}. A native histogram is a stream of its own, of type
 * {@code H}.
 */
@Component
final class PrometheusModule implements CheckModule {
    private static final int MOST_BODY = 8 << 20;
    private static final String PROTOBUF = "application/vnd.google.protobuf";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final Map<String, String> ACCEPTED = Map.of(
            "Accept",
            PROTOBUF + ";proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.9," + OPEN_METRICS
                    + ";version=1.0.0;q=0.8,text/plain;version=0.0.4;q=0.7,*/*;q=0.1");

    private final HttpAsker http;

    PrometheusModule(HttpAsker http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return HttpModule.withTls(HttpModule.urlFields(check), http, check);
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws GeneralSecurityException, IOException {
        HttpExchange answer;
        try {
            answer = http.ask(check, MOST_BODY, ACCEPTED);
        } catch (HttpAsker.TlsRefusedException e) {
            return e.result(nowMs);
        }
        if (answer.status() != 200) {
            return new CheckResult(true, false, "code=" + answer.status(), List.of());
        }
        if (answer.isTruncated()) {
            return new CheckResult(true, false, "more than " + MOST_BODY + " bytes", List.of());
        }
        return answer.contentType().startsWith(PROTOBUF) ? protobuf(answer, nowMs) : text(answer, nowMs);
    }

    private static CheckResult protobuf(HttpExchange answer, long nowMs) {
        ExpositionProtobuf read = new ExpositionProtobuf(nowMs);
        try {
            read.read(answer.body());
            return CheckResult.good(status(read.samples(), answer), read.samples());
        } catch (IOException e) {
            return new CheckResult(true, false, "protobuf breaks off: " + e.getMessage(), read.samples());
        }
    }

    private static CheckResult text(HttpExchange answer, long nowMs) {
        boolean isOpenMetrics = answer.contentType().startsWith(OPEN_METRICS);
        ExpositionText text = new ExpositionText(nowMs, isOpenMetrics);
        answer.text().lines().forEach(text::line);
        List<Sample> samples = text.samples();
        return isOpenMetrics && !text.hasEnded()
                ? new CheckResult(true, false, "OpenMetrics without an end", samples)
                : CheckResult.good(status(samples, answer), samples);
    }

    private static String status(List<Sample> samples, HttpExchange answer) {
        return samples.size() + " samples in " + answer.durationMs() + " ms";
    }
}
