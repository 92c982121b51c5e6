package io.vedette.broker.graphite;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code graphite_plain}: takes lines from its target's address, or with {@code catch_all} {@code true} those of this machine no other takes. */
@Component
final class GraphitePlainType implements CheckType {
    static final String NAME = "graphite_plain";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        Fields fields = new Fields(check);
        return SourceChecks.isCatchAll(check)
                ? fields.errors()
                : fields.target().errors();
    }
}
