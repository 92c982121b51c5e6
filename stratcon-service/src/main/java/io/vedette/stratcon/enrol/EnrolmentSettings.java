package io.vedette.stratcon.enrol;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url base address of config-monitor; without it a stratcon that holds no certificate draws nothing
 * @param code the one-time code that the certificate is asked with; not needed once enrolled
 * @param name what people call this stratcon
 * @param revocationsEvery between two looks at the list of revoked certificates
 */
@ConfigurationProperties("vedette.enrolment")
record EnrolmentSettings(
        @Nullable URI url,
        @DefaultValue("") String code,
        @DefaultValue("stratcon") String name,
        @DefaultValue("15s") Duration revocationsEvery) {

    @Override
    public String toString() {
        return "EnrolmentSettings[url=" + url + ", name=" + name + "]";
    }
}
