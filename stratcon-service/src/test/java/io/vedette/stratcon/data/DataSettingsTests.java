package io.vedette.stratcon.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DataSettingsTests {

    @Test
    void theDefaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.data", DataSettings.class))
                .isEqualTo(new DataSettings(200, 200_000, 4));
    }
}
