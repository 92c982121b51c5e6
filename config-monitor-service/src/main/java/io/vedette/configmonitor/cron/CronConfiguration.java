package io.vedette.configmonitor.cron;

import io.vedette.configmonitor.files.FolderWatch;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the crontabs of the operator's folder watched. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CronSettings.class)
class CronConfiguration {
    private static final Pattern FILES = Pattern.compile("(plugins/[A-Za-z0-9_-]+/)?crontab");

    @Bean
    FolderWatch crontabsWatched(Crontabs crontabs) {
        return new FolderWatch("crontabs", FolderWatch.CRONTABS, FILES, crontabs);
    }
}
