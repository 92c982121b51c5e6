package io.vedette.broker.check;

import io.vedette.contracts.batch.MetricType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this broker can do, for whoever decides which checks it gets. */
@RestController
class CapabilityEndpoint {
    private final Capabilities capabilities;

    CapabilityEndpoint(List<CheckType> types, CheckRuns runs) {
        Map<String, Way> ways = new TreeMap<>();
        types.forEach(type -> ways.put(type.name(), runs.types().contains(type.name()) ? Way.PULLED : Way.PUSHED));
        List<String> metrics = Arrays.stream(MetricType.values())
                .map(type -> String.valueOf(type.code()))
                .toList();
        capabilities = new Capabilities(ways, metrics);
    }

    /** How values of a check come: the broker goes and looks, or somebody sends them. */
    enum Way {
        PULLED,
        PUSHED
    }

    /**
     * @param checkTypes the types of checks it knows
     * @param metricTypes the types of metrics it takes
     */
    record Capabilities(Map<String, Way> checkTypes, List<String> metricTypes) {}

    @GetMapping({"/capa", "/capa.json"})
    Capabilities capabilities() {
        return capabilities;
    }
}
