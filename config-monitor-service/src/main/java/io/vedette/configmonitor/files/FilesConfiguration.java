package io.vedette.configmonitor.files;

import io.vedette.configmonitor.identity.ServiceTokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the watch together: the operator's folder where one is given, and the files of other services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FilesSettings.class, FilesHome.class})
class FilesConfiguration {

    @Bean
    FileRecords fileRecords(FilesHome home) {
        return new FileRecords(home.home().resolve("files.json"));
    }

    @Bean
    FileWatch fileWatch(
            FilesSettings settings,
            FilesHome home,
            FileRecords records,
            ServiceTokens tokens,
            ObjectProvider<FolderWatch> others,
            Clock clock) {
        List<FileRound> rounds = new ArrayList<>();
        @Nullable ConfigFolder folder = given(settings.directory()) ? new ConfigFolder(settings.folder()) : null;
        if (folder != null) {
            Stream.concat(observer(settings.observerUrl(), tokens), others.stream())
                    .forEach(watch -> rounds.add(new FileCourier(folder, watch, records, settings, clock)));
        }
        settings.watches().forEach((name, watch) -> {
            WatchSettings whole = watch.in(settings.directory());
            Rollout rollout = new Rollout(
                    whole,
                    home.home().resolve("rollouts").resolve(name),
                    new Actions(whole, settings.observerUrl(), tokens::issue));
            rounds.add(new ServiceFiles(name, whole, rollout, records, clock));
        });
        return new FileWatch(rounds, folder, settings);
    }

    private static boolean given(@Nullable Path directory) {
        return directory != null && !directory.toString().isEmpty();
    }

    private static Stream<FolderWatch> observer(@Nullable URI url, ServiceTokens tokens) {
        return url == null || url.toString().isEmpty()
                ? Stream.empty()
                : ObserverFiles.watches(new HttpObserver(url, tokens::issue)).stream();
    }
}
