package io.vedette.broker.push;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * {@code httptrap}: config {@code secret} (required), {@code delimiter} (backtick), {@code cors_origin} (none), {@code asynch_metrics} ({@code true}: every
 * value is a sample at once; {@code false}: the last one when the period ends).
 */
@Component
class HttpTrapType implements CheckType {
    static final String NAME = "httptrap";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        String asynch = check.getConfigOrDefault("asynch_metrics", "true");
        return new Fields(check)
                .required("secret")
                .pattern("cors_origin")
                .wrongIf(!asynch.equals("true") && !asynch.equals("false"), "asynch_metrics", "must be true or false")
                .errors();
    }
}
