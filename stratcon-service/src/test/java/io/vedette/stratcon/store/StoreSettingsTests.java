package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StoreSettingsTests {

    @Test
    void theDefaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.store", StoreSettings.class))
                .isEqualTo(new StoreSettings(
                        200_000, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10), Map.of()));
    }
}
