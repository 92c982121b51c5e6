package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.intake.Sample;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code prometheus}: scrapes exposition text. Keys: {@code url}, {@code header_X}, {@code auth_user}, {@code auth_password}. Labels become
 * stream tags; lines that are none are counted in {@code lines_refused}.
 */
@Component
final class PrometheusModule implements CheckModule {
    private static final int MOST_BODY = 8 << 20;

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public List<FieldError> verify(Check check) {
        return HttpModule.urlFields(check).errors();
    }

    @Override
    public CheckResult run(Check check, long nowMs) {
        HttpExchange answer = HttpExchange.of(check, MOST_BODY);
        if (answer.status() != 200) {
            return new CheckResult(true, false, "code=" + answer.status(), List.of());
        }
        if (answer.isTruncated()) {
            return new CheckResult(true, false, "more than " + MOST_BODY + " bytes", List.of());
        }
        ExpositionText text = new ExpositionText(nowMs);
        answer.text().lines().forEach(text::line);
        List<Sample> samples = text.samples();
        return CheckResult.good(samples.size() + " samples in " + answer.durationMs() + " ms", samples);
    }
}
