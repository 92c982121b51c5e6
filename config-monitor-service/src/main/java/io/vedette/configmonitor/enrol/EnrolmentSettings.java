package io.vedette.configmonitor.enrol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Codes known from the start, by role; each is stored as a hash when it is not known yet, and is used up like any other.
 *
 * @param brokerCode one-time codes for brokers, separated by commas
 * @param stratconCode one-time codes for stratcons, separated by commas
 */
@ConfigurationProperties("vedette.bootstrap")
record EnrolmentSettings(
        @Nullable List<String> brokerCode, @Nullable List<String> stratconCode) {

    @Override
    public String toString() {
        return "EnrolmentSettings[codes not shown]";
    }
}
