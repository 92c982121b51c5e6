package io.vedette.broker.door;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The CA's answer: certificate chain and CA in PEM, the common name given. */
@JsonIgnoreProperties(ignoreUnknown = true)
record EnrolmentAnswer(
        @JsonProperty("_cid") @Nullable String cid,
        @JsonProperty("_cert") @Nullable String certificate,
        @JsonProperty("_ca") @Nullable String ca,
        @JsonProperty("_cn") @Nullable String commonName) {}
