package io.vedette.broker.remotewrite;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code remotewrite}: config {@code secret}, required. */
@Component
final class RemoteWriteType implements CheckType {
    static final String NAME = "remotewrite";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check).required("secret").errors();
    }
}
