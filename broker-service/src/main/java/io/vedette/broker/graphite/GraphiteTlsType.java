package io.vedette.broker.graphite;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code graphite_tls}: takes the lines of whoever asks, by TLS, for the host {@code <secret>} or {@code <secret>.<anything>}. */
@Component
final class GraphiteTlsType implements CheckType {
    static final String NAME = "graphite_tls";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        String secret = check.getConfigOrDefault("secret", "");
        return new Fields(check)
                .required("secret")
                .wrongIf(
                        !secret.matches("[a-zA-Z0-9-]{0,63}"),
                        "secret",
                        "must be a host's name: letters, digits and -, at most 63")
                .errors();
    }
}
