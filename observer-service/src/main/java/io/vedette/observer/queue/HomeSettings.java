package io.vedette.observer.queue;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param home the observer's own folder; spool, identity and configuration lie below it. One process at a time may work in it
 */
@ConfigurationProperties("vedette")
public record HomeSettings(@DefaultValue("data/observer") Path home) {

    public HomeSettings {
        home = home.toAbsolutePath().normalize();
    }
}
