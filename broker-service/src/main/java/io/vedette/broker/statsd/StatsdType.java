package io.vedette.broker.statsd;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code statsd}: takes lines from its target, an address or a network, or with config {@code catch_all} {@code true} those no other check takes; with
 * {@code prefix} only names that begin so.
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
        return SourceChecks.isCatchAll(check)
                ? fields.errors()
                : fields.target().errors();
    }

    /** Of the names it takes; empty for all. */
    static String prefix(Check check) {
        return check.getConfigOrDefault("prefix", "");
    }
}
