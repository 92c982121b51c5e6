package io.vedette.streaming.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ViewerSettingsTests {

    @Test
    void defaultsAre() {
        ViewerSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("vedette.viewer", ViewerSettings.class);
        assertThat(settings)
                .isEqualTo(new ViewerSettings(
                        100,
                        1000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(2)));
    }
}
