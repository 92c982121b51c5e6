package io.vedette.broker.lineprotocol;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.check.Fields;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code influxdb}: config {@code secret}, required. */
@Component
final class InfluxType implements CheckType {
    static final String NAME = "influxdb";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        return new Fields(check).required("secret").errors();
    }
}
