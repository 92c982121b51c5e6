package io.vedette.configmonitor.files;

import io.vedette.configmonitor.identity.ServiceTokens;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the watch together where a directory and an observer are given. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FilesSettings.class, FilesHome.class})
class FilesConfiguration {

    @Bean
    FileRecords fileRecords(FilesHome home) {
        return new FileRecords(home.home().resolve("files.json"));
    }

    @Bean
    @ConditionalOnProperty({"vedette.files.directory", "vedette.files.observer-url"})
    FileWatch fileWatch(FilesSettings settings, FileRecords records, ServiceTokens tokens, Clock clock) {
        if (settings.directory() == null || settings.observerUrl() == null) {
            throw new IllegalStateException("vedette.files.directory and vedette.files.observer-url must not be empty");
        }
        var folder = new ConfigFolder(settings.directory());
        var observer = new HttpObserver(settings.observerUrl(), tokens::issue);
        return new FileWatch(folder, new FileCourier(folder, observer, records, settings, clock), settings);
    }
}
