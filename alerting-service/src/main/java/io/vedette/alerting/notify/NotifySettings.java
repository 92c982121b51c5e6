package io.vedette.alerting.notify;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param from sender of e-mails
 * @param look how often the outbox is looked at when nobody says that something is in it
 * @param lease a sender that died is succeeded after so long; longer than any delivery takes
 * @param webhookTimeout a webhook that has not answered within it is tried again
 * @param firstRetry pause after the first failure; each further one doubles it
 * @param longestRetry the pause grows no longer
 * @param giveUpAfter a message not delivered so long after it was written expires
 * @param pauseOfServer a server that failed most of its last messages is left alone for so long
 */
@ConfigurationProperties("vedette.notify")
@Validated
record NotifySettings(
        @NotBlank @Email @DefaultValue("vedette@localhost") String from,

        @NotNull @DurationMin(millis = 50) @DefaultValue("1s")
        Duration look,

        @NotNull @DurationMin(millis = 500) @DefaultValue("45s")
        Duration lease,

        @NotNull @DurationMin(millis = 100) @DefaultValue("10s")
        Duration webhookTimeout,

        @NotNull @DurationMin(millis = 10) @DefaultValue("1s")
        Duration firstRetry,

        @NotNull @DurationMin(millis = 10) @DefaultValue("5m")
        Duration longestRetry,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("1d")
        Duration giveUpAfter,

        @NotNull @DurationMin(millis = 10) @DefaultValue("30s")
        Duration pauseOfServer) {}
