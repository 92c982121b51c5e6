package io.vedette.broker.check;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.vedette.broker.door.OwnSeal;
import io.vedette.broker.door.Problem;
import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.FilterReader;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads a check as the stratcon sends it and refuses, field by field, one that cannot work. */
@Component
class CheckVerifier {
    private static final long SHORTEST_PERIOD_MS = 1_000;
    private static final long LONGEST_MS = 300_000;

    private final Map<String, CheckType> types;

    private final OwnSeal seal;

    CheckVerifier(List<CheckType> types, OwnSeal seal) {
        this.seal = seal;
        this.types = types.stream().collect(Collectors.toUnmodifiableMap(CheckType::name, Function.identity()));
    }

    /**
     * @return the check, its secrets readable
     * @throws org.springframework.web.ErrorResponseException 400 naming the fields that are wrong
     */
    Check read(UUID uuid, String json) throws IOException {
        return read(uuid, json, false);
    }

    /** A check that is not held: whatever uuid it says is its own. */
    Check readDraft(String json) throws IOException {
        return read(UUID.randomUUID(), json, true);
    }

    private Check read(UUID uuid, String json, boolean isDraft) throws IOException {
        Check.Builder check = Check.newBuilder();
        try {
            JsonFormat.parser().ignoringUnknownFields().merge(json, check);
        } catch (InvalidProtocolBufferException e) {
            throw Problem.invalid(List.of(new FieldError("body", "is no check: " + e.getMessage())));
        }
        List<FieldError> errors = new ArrayList<>();
        try {
            check =
                    seal
                            .open(check.setUuid(check.getUuid().isEmpty() ? uuid.toString() : check.getUuid())
                                    .build())
                            .toBuilder();
        } catch (GeneralSecurityException e) {
            errors.add(new FieldError("config", String.valueOf(e.getMessage())));
        }
        if (!isDraft && !check.getUuid().equalsIgnoreCase(uuid.toString())) {
            errors.add(new FieldError("uuid", "is not the one in the path"));
        }
        outside(errors, "periodMs", check.getPeriodMs(), SHORTEST_PERIOD_MS);
        outside(errors, "timeoutMs", check.getTimeoutMs(), 1);
        if (!Targets.WAYS.contains(check.getConfigOrDefault(Targets.RESOLVE, "prefer-ipv4"))) {
            errors.add(new FieldError("config." + Targets.RESOLVE, "must be one of " + Targets.WAYS));
        }
        errors.addAll(FilterReader.verify(check.getMetricFiltersList()));
        CheckType type = types.get(check.getType());
        if (type == null) {
            errors.add(new FieldError("type", "'" + check.getType() + "' is not known to this broker"));
        } else {
            errors.addAll(type.verify(Targets.sketched(check.buildPartial())));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return check.setUuid(uuid.toString()).build();
    }

    private static void outside(List<FieldError> errors, String field, long value, long from) {
        if (value < from || value > LONGEST_MS) {
            errors.add(new FieldError(field, "must be from " + from + " to " + LONGEST_MS + " ms, is " + value));
        }
    }
}
