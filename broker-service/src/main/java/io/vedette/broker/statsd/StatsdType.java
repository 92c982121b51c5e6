package io.vedette.broker.statsd;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code statsd}: takes lines from its target's address, or with config {@code catch_all} {@code true} those no other check takes.
 */
@Component
final class StatsdType implements CheckType {
    static final String NAME = "statsd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        String catchAll = check.getConfigOrDefault("catch_all", "false");
        Fields fields = new Fields(check)
                .wrongIf(!catchAll.equals("true") && !catchAll.equals("false"), "catch_all", "must be true or false");
        return isCatchAll(check) ? fields.errors() : fields.target().errors();
    }

    static boolean isCatchAll(Check check) {
        return check.getConfigOrDefault("catch_all", "false").equals("true");
    }
}
