package io.vedette.configmonitor.seed;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the first start needs to know; later starts do not read it. What is absent is not watched.
 *
 * @param adminEmail the first admin's address; absent, no account is made
 * @param adminPassword a password that is changed at the first sign-in
 * @param services the suite's own services, each {@code name=base URL}
 * @param postgresDsn JDBC URL of the Postgres to watch
 * @param redis {@code host:port} of the Redis to watch
 * @param kafka {@code host:port} of the Kafka to watch
 */
@ConfigurationProperties("vedette.bootstrap")
record SeedSettings(
        @Nullable String adminEmail,
        @Nullable String adminPassword,
        @Nullable List<String> services,
        @Nullable String postgresDsn,
        @Nullable String postgresUser,
        @Nullable String postgresPassword,
        @Nullable String redis,
        @Nullable String redisPassword,
        @Nullable String kafka) {

    /** A service by name and base URL. */
    record Watched(String name, String url) {}

    List<Watched> watched() {
        return requireNonNullElse(services, List.<String>of()).stream()
                .filter(service -> service.indexOf('=') > 0)
                .map(service -> new Watched(
                        service.substring(0, service.indexOf('=')).strip(),
                        service.substring(service.indexOf('=') + 1).strip()))
                .toList();
    }

    @Override
    public String toString() {
        return "SeedSettings[adminEmail=" + adminEmail + ", services=" + services + "]";
    }
}
