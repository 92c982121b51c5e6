package io.vedette.broker.intake;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param repeatWindow how long a timestamped sample that is sent again is recognised, and so is a push by its {@code Idempotency-Key}
 * @param repeatEntries how many of them are remembered at most; past it the window is shorter. 16 to 32 bytes each
 * @param maxAhead samples further ahead of the broker's clock are refused
 */
@ConfigurationProperties("vedette.intake")
@Validated
public record IntakeSettings(
        @DefaultValue("1h") Duration repeatWindow,
        @DefaultValue("1000000") @Min(1) int repeatEntries,
        @DefaultValue("4h") Duration maxAhead) {}
