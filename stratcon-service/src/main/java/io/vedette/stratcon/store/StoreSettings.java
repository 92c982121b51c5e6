package io.vedette.stratcon.store;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param cachedStreams streams whose ids are kept in memory; past it the ones not written for longest are asked for again
 * @param queryTimeout longest a query may run; past it the caller is told that the store does not answer
 */
@Validated
@ConfigurationProperties("vedette.store")
record StoreSettings(
        @DefaultValue("200000") @Min(1000) int cachedStreams,
        @DefaultValue("10s") Duration queryTimeout) {}
