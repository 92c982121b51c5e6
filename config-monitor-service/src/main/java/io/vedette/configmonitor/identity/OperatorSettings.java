package io.vedette.configmonitor.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param operatorKey opens token and enrolment code making without a session, for the launcher; absent or shorter than 16 characters, it opens nothing
 */
@ConfigurationProperties("vedette.bootstrap")
record OperatorSettings(@Nullable String operatorKey) {

    @Override
    public String toString() {
        return "OperatorSettings[operatorKey=" + (operatorKey == null ? "absent" : "given") + "]";
    }
}
