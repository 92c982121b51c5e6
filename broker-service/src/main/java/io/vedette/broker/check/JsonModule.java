package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Check types {@code json} and {@code json:nad}: a document that is asked for, flattened as HTTPTrap flattens one that is pushed, typed objects and
 * histograms included. Keys: those of {@link HttpAsker}, {@code read_limit}. Adds {@code duration} in ms.
 */
final class JsonModule implements CheckModule {
    private static final int MOST_BODY = 8 << 20;

    private final String name;
    private final HttpAsker http;
    private final JsonSamples json;

    JsonModule(String name, HttpAsker http, JsonSamples json) {
        this.name = name;
        this.http = http;
        this.json = json;
    }

    /** The types there are. */
    @Configuration(proxyBeanMethods = false)
    static class Types {
        @Bean
        JsonModule jsonType(HttpAsker http, JsonSamples json) {
            return new JsonModule("json", http, json);
        }

        @Bean
        JsonModule nadType(HttpAsker http, JsonSamples json) {
            return new JsonModule("json:nad", http, json);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<FieldError> verify(Check check) {
        return HttpModule.withTls(HttpModule.urlFields(check), http, check);
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws GeneralSecurityException, IOException {
        int limit = Integer.parseInt(check.getConfigOrDefault("read_limit", "0"));
        HttpExchange answer;
        try {
            answer = http.ask(check, limit == 0 ? MOST_BODY : limit);
        } catch (HttpAsker.TlsRefusedException e) {
            return e.result(nowMs);
        }
        Collected collected = new Collected(nowMs).count("duration", answer.durationMs());
        if (answer.status() / 100 != 2) {
            return new CheckResult(true, false, "code=" + answer.status(), collected.samples());
        }
        JsonSamples.Read read = json.read(new ByteArrayInputStream(answer.body()), nowMs);
        collected.addAll(read.samples());
        String flaw = answer.isTruncated() ? "cut after " + answer.body().length + " bytes" : read.flaw();
        String status = read.samples().size() + " metrics";
        return new CheckResult(
                true, flaw.isEmpty(), flaw.isEmpty() ? status : status + ", " + flaw, collected.samples());
    }
}
