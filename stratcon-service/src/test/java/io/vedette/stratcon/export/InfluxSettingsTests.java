package io.vedette.stratcon.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class InfluxSettingsTests {

    @Test
    void theDefaultsStand() {
        InfluxSettings defaults = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("vedette.influx", InfluxSettings.class);
        assertThat(defaults)
                .isEqualTo(new InfluxSettings(
                        "", "", "", "", "influxdb", 5_000, Duration.ofSeconds(1), Duration.ofSeconds(10)));
        assertThat(defaults.isOn()).isFalse();
    }
}
