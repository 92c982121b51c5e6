package io.vedette.observer.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param config directory_observer.ini of the very first start, {@code plugins/<name>/config.ini} beside it; later the last good one counts.
 *     Plugins' executables are started in their folders there
 */
@ConfigurationProperties("vedette.observer")
record ConfigSettings(@Nullable Path config) {}
