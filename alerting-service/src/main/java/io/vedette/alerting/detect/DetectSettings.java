package io.vedette.alerting.detect;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param stateDirectory where Kafka Streams keeps its copy of the state; lost, it is read again from Kafka
 * @param tick how often silence is looked at and a changed rule clears what it no longer violates
 * @param brokerStaleAfter a broker of which no feed state came for so long is not live: its absence timers stand still
 * @param firstLook how far back detection begins when it has never consumed a partition
 * @param startRetry pause between attempts to reach Kafka at start
 */
@ConfigurationProperties("vedette.detect")
@Validated
record DetectSettings(
        @NotNull @DefaultValue("data/alerting-service/detection")
        Path stateDirectory,

        @NotNull @DurationMin(millis = 50) @DefaultValue("500ms")
        Duration tick,

        @NotNull @DurationMin(seconds = 2) @DefaultValue("5s")
        Duration brokerStaleAfter,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("1m")
        Duration firstLook,

        @NotNull @DurationMin(millis = 50) @DefaultValue("1s")
        Duration startRetry) {}
