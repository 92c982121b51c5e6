package io.vedette.configmonitor.files;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param directory the operator's folder: {@code directory_observer.ini}, {@code crontab}, {@code plugins/<name>/config.ini}, {@code plugins/<name>/crontab},
 *     {@code checks/*.json} and {@code shippers/<tool>/}; nothing of these is watched without
 * @param observerUrl base URL of the observer; its files are not watched without
 * @param quiet how long nothing must change before files are read, so that a half-written one is not
 * @param poll how often files are read although no notification came
 * @param retry how long to wait after the observer did not answer
 * @param askAgain how often a refused file is tried again, as an executable may have appeared, and the observer asked what it lives by
 * @param watches files of other services, by a name for each
 */
@ConfigurationProperties("vedette.files")
record FilesSettings(
        @Nullable Path directory,
        @Nullable URI observerUrl,
        @DefaultValue("150ms") Duration quiet,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("1s") Duration retry,
        @DefaultValue("30s") Duration askAgain,
        @DefaultValue Map<String, WatchSettings> watches) {
    /** The directory, where one is given. */
    Path folder() {
        return requireNonNull(directory);
    }
}
