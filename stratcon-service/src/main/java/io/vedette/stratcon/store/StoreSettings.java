package io.vedette.stratcon.store;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.annotation.Validated;

/**
 * @param cachedStreams streams whose ids are kept in memory; past it the ones not written or asked for longest are read again
 * @param queryTimeout longest a query may run; past it the caller is told that the store does not answer
 * @param tendEvery pause between two rounds of upkeep
 * @param sealGrace how long after its time a chunk is waited with for samples that come late; later ones cost a second writing
 * @param keep how long cells of a size are kept (minute, half_hour, hour, day); for ever when not named. Whole partitions go, of a month and more
 * @param keepOf the same for streams of an account or with tags; whole chunks go, of four hours and more
 * @param minuteTexts texts of a stream that are kept of a minute, the earliest and the last; those between are counted, and answers say how many
 * @param room when the store counts as full
 * @param engine what keeps the cells; the catalogue of streams is in Postgres in either case
 */
@Validated
@ConfigurationProperties("vedette.store")
record StoreSettings(
        @DefaultValue("200000") @Min(1000) int cachedStreams,
        @DefaultValue("10s") Duration queryTimeout,
        @DefaultValue("1m") Duration tendEvery,
        @DefaultValue("10m") Duration sealGrace,
        @DefaultValue Map<Tier, Duration> keep,
        @DefaultValue List<KeepOf> keepOf,
        @DefaultValue("100") @Min(2) int minuteTexts,
        @DefaultValue RoomSettings room,
        @DefaultValue("postgres") Engine engine) {

    enum Engine {
        POSTGRES,
        CASSANDRA
    }

    StoreSettings {
        keep = Map.copyOf(keep);
        keepOf = List.copyOf(keepOf);
    }

    /** Those of a service with this environment. */
    static StoreSettings of(Map<String, String> environment) {
        return binder(environment).bindOrCreate("vedette.store", StoreSettings.class);
    }

    static Binder binder(Map<String, String> environment) {
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.copyOf(environment));
        return new Binder(ConfigurationPropertySources.from(source));
    }
}
