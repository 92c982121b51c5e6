package io.vedette.configmonitor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the config monitor. */
@SpringBootApplication
public class ConfigMonitorApplication {

    public static void main(String[] args) {
        SpringApplication.run(ConfigMonitorApplication.class, args);
    }
}
