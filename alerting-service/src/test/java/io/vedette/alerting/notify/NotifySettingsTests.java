package io.vedette.alerting.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NotifySettingsTests {

    @Test
    void defaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.notify", NotifySettings.class))
                .isEqualTo(new NotifySettings(
                        "vedette@localhost",
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(45),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Duration.ofDays(1),
                        Duration.ofSeconds(30)));
    }
}
