package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.util.List;

/** A type of check this broker knows, pushed or pulled. */
public interface CheckType {

    /** The word in a check's {@code type}. */
    String name();

    /** What of the check's configuration cannot work; fields are named {@code config.<key>}. */
    default List<FieldError> verify(Check check) {
        return List.of();
    }
}
