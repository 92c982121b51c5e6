package io.vedette.broker.door;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Body of {@code POST /v2/provision_broker/renewal}: a request of the certificate's own key, and the certificate held so far. */
record RenewalRequest(String csr, @JsonProperty("_cert") String certificate) {}
