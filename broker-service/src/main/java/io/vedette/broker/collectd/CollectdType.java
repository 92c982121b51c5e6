package io.vedette.broker.collectd;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.listen.SourceChecks;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Check type {@code collectd}: packets from its target's address (or with {@code catch_all} those of this machine no other takes), guarded at least as {@code
 * security_level} says, and the JSON of write_http with {@code secret}. Config {@code username} (any), {@code notifications} (true). Values carry their own
 * time and are journaled as they come, whatever {@code asynch_metrics} says.
 */
@Component
final class CollectdType implements CheckType {
    static final String NAME = "collectd";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        String level = check.getConfigOrDefault("security_level", "0");
        boolean guarded = level.equals("1") || level.equals("2");
        Fields fields = new Fields(check)
                .wholeNumber("security_level", 0, 2)
                .wrongIf(guarded && secret(check).isEmpty(), "secret", "is required for this security_level");
        return SourceChecks.isCatchAll(check)
                ? fields.errors()
                : fields.target().errors();
    }

    static String secret(Check check) {
        return check.getConfigOrDefault("secret", "");
    }
}
