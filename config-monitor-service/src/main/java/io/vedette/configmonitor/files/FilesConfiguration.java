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
    Observer observer(FilesSettings settings, ServiceTokens tokens) {
        if (settings.observerUrl() == null) {
            throw new IllegalStateException("vedette.files.observer-url must not be empty");
        }
        return new HttpObserver(settings.observerUrl(), tokens::issue);
    }

    @Bean
    FileRollouts fileRollouts(FilesSettings settings, FilesHome home, FileRecords records, Clock clock) {
        return new FileRollouts(settings.watches(), home.home(), records, settings.poll(), clock);
    }

    @Bean
    @ConditionalOnProperty({"vedette.files.directory", "vedette.files.observer-url"})
    FileWatch fileWatch(FilesSettings settings, FileRecords records, Observer observer, Clock clock) {
        if (settings.directory() == null) {
            throw new IllegalStateException("vedette.files.directory must not be empty");
        }
        var folder = new ConfigFolder(settings.directory());
        return new FileWatch(folder, new FileCourier(folder, observer, records, settings, clock), settings);
    }
}
