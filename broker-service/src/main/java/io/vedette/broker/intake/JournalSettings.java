package io.vedette.broker.intake;

import io.vedette.broker.journal.Durability;
import io.vedette.broker.journal.JournalOptions;
import io.vedette.broker.journal.SubscriberLimit;
import io.vedette.broker.journal.SubscriberLimit.WhenFull;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
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
 * @param maxHeld what nobody can be refused (results of pulls, datagrams' periods) waits in memory while the journal takes nothing; past this
 *     size the oldest is shed, counted
 * @param durability {@code committed}: answered after the fsync, survives a power cut. {@code written}: answered after the write, survives the
 *     process; a power cut costs the last second
 * @param subscribers limits by subscriber; none by default
 */
@ConfigurationProperties("vedette.journal")
@Validated
public record JournalSettings(
        @DefaultValue("64MB") DataSize segmentSize,
        @DefaultValue("2ms") Duration commitInterval,
        @DefaultValue("24h") Duration minimumAge,

        @DefaultValue("0.10") @DecimalMin("0") @DecimalMax("0.9")
        double minimumFree,

        @DefaultValue("8MB") DataSize maxPending,
        @DefaultValue("8MB") DataSize maxHeld,
        @DefaultValue("committed") Durability durability,
        @DefaultValue Map<String, Limit> subscribers) {

    /**
     * @param maxBytes what the subscriber has not stored may grow to this size; 0 for no limit
     * @param maxAge and this old; 0 for no limit
     * @param whenFull {@code refuse}: whatever comes is refused, push with 503; {@code shed-oldest}: the subscriber loses its oldest segments, counted
     */
    public record Limit(
            @DefaultValue("0B") DataSize maxBytes,
            @DefaultValue("0s") Duration maxAge,
            @DefaultValue("refuse") WhenFull whenFull) {

        SubscriberLimit toLimit() {
            return new SubscriberLimit(maxBytes.toBytes(), maxAge, whenFull);
        }
    }

    JournalOptions options() {
        Map<String, SubscriberLimit> limits = subscribers.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toLimit()));
        return new JournalOptions(
                segmentSize.toBytes(),
                commitInterval,
                minimumAge,
                minimumFree,
                maxPending.toBytes(),
                durability,
                limits);
    }
}
