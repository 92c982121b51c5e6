package io.vedette.configmonitor.broker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.webdb.broker.Broker;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A broker as API v2 shows it. {@code circonus} is there the type of one that serves all accounts, {@code enterprise} of an account's own. */
record BrokerView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_details") List<Details> details,

        @JsonProperty("_latitude") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Double latitude,

        @JsonProperty("_longitude") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        Double longitude,

        @JsonProperty("_name") String name,
        @JsonProperty("_tags") List<String> tags,
        @JsonProperty("_type") String type) {

    /** One machine of it; {@code check_counts} are checks by type. */
    record Details(
            @JsonProperty("cn") String cn,
            @JsonProperty("name") String name,
            @JsonProperty("external_host") String externalHost,
            @JsonProperty("external_port") int externalPort,
            @JsonProperty("ipaddress") @Nullable String ipaddress,
            @JsonProperty("minimum_version_required") int minimumVersionRequired,
            @JsonProperty("modules") List<String> modules,
            @JsonProperty("check_counts") Map<String, Long> checkCounts,
            @JsonProperty("port") int port,
            @JsonProperty("skew") @Nullable String skew,
            @JsonProperty("status") String status,
            @JsonProperty("version") @Nullable Long version) {}

    static BrokerView of(Broker broker, Map<String, Long> checkCounts) {
        Details details = new Details(
                broker.cn(),
                broker.name(),
                broker.host(),
                broker.port(),
                null,
                0,
                List.copyOf(new TreeSet<>(checkCounts.keySet())),
                checkCounts,
                broker.port(),
                null,
                broker.retired() ? "retired" : "active",
                null);
        return new BrokerView(
                Cid.of("broker", broker.id()),
                List.of(details),
                null,
                null,
                broker.name(),
                broker.tags(),
                broker.accountId() == null ? "circonus" : "enterprise");
    }
}
