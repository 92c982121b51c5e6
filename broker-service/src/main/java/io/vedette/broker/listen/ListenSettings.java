package io.vedette.broker.listen;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of every port for lines.
 *
 * @param maxConnections of one port; further ones are closed at once
 * @param maxLine longer lines are refused as {@code line_too_long}, the others taken
 * @param idleTimeout a connection that brings nothing for this long is closed
 */
@ConfigurationProperties("vedette.broker.listen")
@Validated
public record ListenSettings(
        @DefaultValue("1000") @Min(1) int maxConnections,
        @DefaultValue("16KB") DataSize maxLine,
        @DefaultValue("10m") Duration idleTimeout) {}
