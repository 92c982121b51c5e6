package io.vedette.broker.intake;

import io.vedette.broker.journal.JournalOptions;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param segmentSize a segment this large is closed and the next begun
 * @param commitInterval least time between two fsyncs; what arrives meanwhile shares the next one
 * @param minimumAge segments every subscriber has passed are kept this long all the same, space allowing
 * @param minimumFree below this free part of the disk (0 to 1) whatever comes is refused, push with 503
 * @param maxPending bytes that may wait for the disk; past it whatever comes is refused
 */
@ConfigurationProperties("vedette.journal")
@Validated
public record JournalSettings(
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("2ms") Duration commitInterval,
        @DefaultValue("24h") Duration minimumAge,

        @DefaultValue("0.10") @DecimalMin("0") @DecimalMax("0.9")
        double minimumFree,

        @DefaultValue("8MB") DataSize maxPending) {

    JournalOptions options() {
        return new JournalOptions(segmentSize.toBytes(), commitInterval, minimumAge, minimumFree, maxPending.toBytes());
    }
}
