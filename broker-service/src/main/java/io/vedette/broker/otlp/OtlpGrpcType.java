package io.vedette.broker.otlp;

import io.vedette.broker.check.CheckType;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;
import org.springframework.stereotype.Component;

/** Check type {@code otlpgrpc}: config as that of {@link OtlpHttpType}. */
@Component
final class OtlpGrpcType implements CheckType {
    static final String NAME = "otlpgrpc";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FieldError> verify(Check check) {
        return OtlpHttpType.fields(check).errors();
    }
}
