package io.vedette.broker.otlp;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code otlphttp}: config {@code secret} (required), {@code hist_approx_mode} (mid; low, high, harmonic_mean). */
@Component
final class OtlpHttpType implements CheckType {
    static final String NAME = "otlphttp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        return fields(check).errors();
    }

    static Fields fields(Check check) {
        String mode = check.getConfigOrDefault("hist_approx_mode", "mid");
        return new Fields(check)
                .required("secret")
                .wrongIf(
                        !List.of("low", "mid", "high", "harmonic_mean").contains(mode),
                        "hist_approx_mode",
                        "must be low, mid, high or harmonic_mean");
    }
}
