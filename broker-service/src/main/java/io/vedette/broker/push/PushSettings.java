package io.vedette.broker.push;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBody largest body after decompression; what came before is kept, the rest answered with 413
 * @param maxLine longest line of a line protocol; longer ones are refused, the others of the body taken
 * @param maxMessage largest message that can be read only as a whole (remote write, OTLP), packed and unpacked; larger ones are answered with 413
 * @param messageRoom memory for all such messages together; who finds none is answered with 503
 * @param maxConcurrent bodies read at the same time; further ones are answered with 503
 * @param maxSilence a body that brings nothing for this long is cut
 */
@ConfigurationProperties("vedette.push")
@Validated
public record PushSettings(
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("64KB") DataSize maxLine,
        @DefaultValue("8MB") DataSize maxMessage,
        @DefaultValue("48MB") DataSize messageRoom,
        @DefaultValue("64") @Min(1) int maxConcurrent,
        @DefaultValue("30s") Duration maxSilence) {}
