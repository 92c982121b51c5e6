package io.vedette.broker.door;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Body of {@code POST /v2/provision_broker}. */
record EnrolmentRequest(
        String code,
        String csr,
        @JsonProperty("_role") String role,
        @JsonProperty("noit_name") String name,
        @JsonProperty("external_host") String host,
        @JsonProperty("external_port") int port) {

    @Override
    public String toString() {
        return "EnrolmentRequest[" + name + "]";
    }
}
