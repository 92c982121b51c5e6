package io.vedette.broker.door;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the broker gets its certificate; used while it holds none.
 *
 * @param url base URL of the config-monitor, as this broker reaches it
 * @param code one-time code
 * @param name this broker's name
 * @param host address under which stratcons dial this broker
 * @param port port likewise
 * @param retryMax longest pause between two attempts
 */
@ConfigurationProperties("vedette.enrolment")
record EnrolmentSettings(
        @Nullable URI url,
        @DefaultValue("") String code,
        @DefaultValue("broker") String name,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("43191") int port,
        @DefaultValue("8s") Duration retryMax) {

    /** Whether there is somebody to ask and something to show. */
    boolean isPossible() {
        return url != null && !code.isBlank();
    }
}
