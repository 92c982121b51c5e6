package io.vedette.stratcon.draw;

import io.vedette.stratcon.rollup.SampleBounds;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param initialBackOff first pause before dialling again; doubles, jittered
 * @param longestBackOff longest pause before dialling again
 * @param stallTimeout longest silence on a lane (a heartbeat comes each second); past it the lane is cut and dialled again
 * @param commitEvery longest time drawn samples wait for their commit
 * @param commitEveryBehind the same for samples that are old already: fewer and larger commits catch up sooner
 * @param commitSamples samples at which a commit does not wait any longer
 * @param commitStreams streams at which it does not either; they are what a commit's memory is for
 * @param skewEvery how often a broker's clock is measured
 * @param oldAfter age at which a live batch is old: detection ignores it
 * @param oldest how old a sample may be by its own time; older ones are refused and counted
 * @param oldestOf the same for single accounts, by number
 */
@Validated
@ConfigurationProperties("vedette.draw")
record DrawSettings(
        @DefaultValue("1s") Duration initialBackOff,
        @DefaultValue("8s") Duration longestBackOff,
        @DefaultValue("5s") Duration stallTimeout,
        @DefaultValue("1s") Duration commitEvery,
        @DefaultValue("5s") Duration commitEveryBehind,
        @DefaultValue("500000") @Min(1) int commitSamples,
        @DefaultValue("50000") @Min(1) int commitStreams,
        @DefaultValue("30s") Duration skewEvery,
        @DefaultValue("10s") Duration oldAfter,
        @DefaultValue("3653d") Duration oldest,
        @DefaultValue Map<Long, Duration> oldestOf) {

    DrawSettings {
        oldestOf = Map.copyOf(oldestOf);
    }

    SampleBounds bounds() {
        return new SampleBounds(oldest, oldestOf);
    }
}
