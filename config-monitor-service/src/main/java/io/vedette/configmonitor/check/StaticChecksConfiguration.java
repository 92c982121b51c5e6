package io.vedette.configmonitor.check;

import io.vedette.configmonitor.files.FolderWatch;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the static checks of the operator's folder watched. */
@Configuration(proxyBeanMethods = false)
class StaticChecksConfiguration {
    private static final Pattern FILES = Pattern.compile("checks/[A-Za-z0-9_-]+\\.json");

    @Bean
    FolderWatch staticChecksWatched(StaticChecks checks) {
        return new FolderWatch("checks", FolderWatch.CHECKS, FILES, checks);
    }
}
