package io.vedette.configmonitor.identity;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param session how long a session lasts; then one signs in again
 * @param failures how many failed sign-ins one address has for one user within {@code window}; then it waits until the window is over
 * @param window see {@code failures}
 */
@ConfigurationProperties("vedette.sign-in")
@Validated
record SignInSettings(
        @DefaultValue("12h") @NotNull Duration session,
        @DefaultValue("10") @Min(1) int failures,
        @DefaultValue("5m") @NotNull Duration window) {}
