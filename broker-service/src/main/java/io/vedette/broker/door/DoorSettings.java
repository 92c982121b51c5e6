package io.vedette.broker.door;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param tlsAddress address the TLS port listens on
 * @param tlsPort feed, checks and push; 0 for any free one
 * @param readTimeout a request whose body brings nothing for this long is cut
 * @param idleTimeout a connection without a request is closed after this long
 */
@ConfigurationProperties("vedette.broker")
@Validated
public record DoorSettings(
        @DefaultValue("0.0.0.0") String tlsAddress,
        @DefaultValue("43191") @Min(0) @Max(65535) int tlsPort,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("60s") Duration idleTimeout) {}
