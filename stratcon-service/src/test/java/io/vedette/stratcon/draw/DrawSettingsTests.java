package io.vedette.stratcon.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DrawSettingsTests {

    @Test
    void theDefaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.draw", DrawSettings.class))
                .isEqualTo(new DrawSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        500_000,
                        50_000,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        Duration.ofDays(3_653),
                        Map.of()));
    }
}
