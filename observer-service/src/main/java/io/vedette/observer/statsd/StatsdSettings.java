package io.vedette.observer.statsd;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param statsd {@code host:port} of the broker; nothing is sent without
 * @param gaugePeriod how often queue lengths are told
 */
@ConfigurationProperties("vedette.observer")
public record StatsdSettings(
        @Nullable String statsd, @DefaultValue("10s") Duration gaugePeriod) {

    public StatsdSettings {
        if (statsd != null && !statsd.isEmpty() && !statsd.matches(".+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("vedette.observer.statsd must be host:port, not " + statsd);
        }
    }
}
