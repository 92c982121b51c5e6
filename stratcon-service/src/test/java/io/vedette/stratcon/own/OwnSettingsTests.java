package io.vedette.stratcon.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OwnSettingsTests {

    @Test
    void theDefaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.own", OwnSettings.class))
                .isEqualTo(new OwnSettings(Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }
}
