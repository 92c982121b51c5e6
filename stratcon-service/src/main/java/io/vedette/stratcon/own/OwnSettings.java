package io.vedette.stratcon.own;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often a stratcon writes its own streams
 * @param grace how long a lane must be gone before its broker is said to be cut; until then nothing is said, so that a restart of either side pages
 *     nobody
 */
@ConfigurationProperties("vedette.own")
record OwnSettings(
        @DefaultValue("5s") Duration every,
        @DefaultValue("10s") Duration grace) {}
