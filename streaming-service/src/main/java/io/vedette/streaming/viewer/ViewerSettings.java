package io.vedette.streaming.viewer;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param mostStreams streams of one connection; one more is refused with 400
 * @param backlog events that wait for a slow viewer; when full, the newest of each stream stays and the rest is dropped, counted
 * @param lookBack how far back a connection begins, and the furthest a reconnecting one may go
 * @param heartbeat silence after which a comment is sent
 * @param stall how long a socket may take nothing of what is written to it; then it is closed, counted
 * @param connectionLife after which a connection ends and the browser comes back, so that its credentials are looked at again
 * @param probe silence of Kafka after which it is asked whether it is there, and how long it may take to answer
 */
@Validated
@ConfigurationProperties("vedette.viewer")
public record ViewerSettings(
        @DefaultValue("100") @Min(1) int mostStreams,
        @DefaultValue("1000") @Min(10) int backlog,
        @DefaultValue("10s") Duration lookBack,
        @DefaultValue("10s") Duration heartbeat,
        @DefaultValue("30s") Duration stall,
        @DefaultValue("15m") Duration connectionLife,
        @DefaultValue("2s") Duration probe) {}
