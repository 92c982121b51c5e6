package io.vedette.broker.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.vedette.broker.intake.StreamName;
import io.vedette.contracts.batch.Batches;
import io.vedette.contracts.stream.StreamTags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code name|ST[attribute:value,…]}: the attributes of a point, and of its resource those that tell one instance of a service from another. Attributes that
 * are no scalars are left out.
 */
final class PointNames {
    private static final Set<String> OF_RESOURCE = Set.of("service.name", "service.namespace", "service.instance.id");

    private final List<KeyValue> resource;

    PointNames(List<KeyValue> resource) {
        this.resource = resource.stream()
                .filter(attribute -> OF_RESOURCE.contains(attribute.getKey()))
                .toList();
    }

    /** Empty when no stream can have the name. */
    Optional<String> name(String metric, List<KeyValue> point, String extraKey, String extraValue) {
        if (metric.isEmpty()) {
            return Optional.empty();
        }
        StreamName name = new StreamName(StreamTags.asPlainName(metric));
        resource.forEach(attribute -> tag(name, attribute));
        point.forEach(attribute -> tag(name, attribute));
        if (!extraKey.isEmpty()) {
            name.tag(extraKey, extraValue);
        }
        return name.canonical()
                .filter(canonical -> canonical.getBytes(StandardCharsets.UTF_8).length <= Batches.MAX_NAME_BYTES);
    }

    private static void tag(StreamName name, KeyValue attribute) {
        AnyValue value = attribute.getValue();
        switch (value.getValueCase()) {
            case STRING_VALUE -> name.tag(attribute.getKey(), value.getStringValue());
            case BOOL_VALUE -> name.tag(attribute.getKey(), Boolean.toString(value.getBoolValue()));
            case INT_VALUE -> name.tag(attribute.getKey(), Long.toString(value.getIntValue()));
            case DOUBLE_VALUE -> name.tag(attribute.getKey(), Double.toString(value.getDoubleValue()));
            default -> {
                // Lists, maps and bytes name no stream.
            }
        }
    }
}
