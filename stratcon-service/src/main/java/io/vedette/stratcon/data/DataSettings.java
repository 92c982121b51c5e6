package io.vedette.stratcon.data;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param mostStreams streams one question may name; more is 422
 * @param mostPoints windows over all streams that one question may ask for; more is 422
 * @param atOnce questions the store is asked at the same time; more wait, and after 5 s are told 503
 */
@Validated
@ConfigurationProperties("vedette.data")
record DataSettings(
        @DefaultValue("200") @Min(1) int mostStreams,
        @DefaultValue("200000") @Min(1) long mostPoints,
        @DefaultValue("4") @Min(1) int atOnce) {}
