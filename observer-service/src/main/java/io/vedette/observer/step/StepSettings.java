package io.vedette.observer.step;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param data MetWork's data_in: watched directories, {@code tmp} and {@code trash} lie below it, best on one file system
 * @param stopWithin what running executables get to finish when the observer stops; then they are ended, and start again with it
 * @param lookAround how often claims that nobody works on are looked for
 */
@ConfigurationProperties("vedette.observer")
public record StepSettings(
        Path data,
        @DefaultValue("20s") Duration stopWithin,
        @DefaultValue("10s") Duration lookAround) {

    public StepSettings {
        data = data.toAbsolutePath().normalize();
    }
}
