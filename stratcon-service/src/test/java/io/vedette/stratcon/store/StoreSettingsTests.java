package io.vedette.stratcon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.stratcon.store.CassandraSettings.Consistency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class StoreSettingsTests {

    @Test
    void theDefaultsStand() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of()))
                        .bindOrCreate("vedette.store", StoreSettings.class))
                .isEqualTo(new StoreSettings(
                        200_000,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(10),
                        Map.of(),
                        List.of(),
                        100,
                        new RoomSettings("", DataSize.ofBytes(0), DataSize.ofMegabytes(512)),
                        StoreSettings.Engine.POSTGRES));
        assertThat(CassandraSettings.of(Map.of()))
                .isEqualTo(new CassandraSettings(
                        List.of("127.0.0.1:9042"),
                        "datacenter1",
                        "vedette_store",
                        3,
                        Consistency.QUORUM,
                        "",
                        "",
                        false));
    }

    @Test
    void howLongTaggedStreamsAreKeptIsReadAndAWrongQueryRefused() {
        assertThat(bound(Map.of(
                                "vedette.store.keep-of[0].account", "3",
                                "vedette.store.keep-of[0].query", "env:test",
                                "vedette.store.keep-of[0].keep.half-hour", "30d"))
                        .keepOf())
                .containsExactly(new KeepOf(3, "env:test", Map.of(Tier.HALF_HOUR, Duration.ofDays(30))));
        assertThatThrownBy(() -> bound(Map.of("vedette.store.keep-of[0].query", "and(")))
                .hasStackTraceContaining("a tag is expected");
    }

    @Test
    void whereCassandraIsIsReadFromTheEnvironmentAndThePasswordNeverTold() {
        Map<String, String> environment = Map.of(
                "VEDETTE_STORE_ENGINE", "cassandra",
                "VEDETTE_STORE_CASSANDRA_CONTACT_POINTS", "one:9042,two:9043",
                "VEDETTE_STORE_CASSANDRA_CONSISTENCY", "local-quorum",
                "VEDETTE_STORE_CASSANDRA_PASSWORD", "secret");
        CassandraSettings settings = CassandraSettings.of(environment);
        assertThat(StoreSettings.of(environment).engine()).isEqualTo(StoreSettings.Engine.CASSANDRA);
        assertThat(settings.contactPoints()).containsExactly("one:9042", "two:9043");
        assertThat(settings.consistency()).isEqualTo(Consistency.LOCAL_QUORUM);
        assertThat(settings.password()).isEqualTo("secret");
        assertThat(settings.toString()).doesNotContain("secret");
    }

    private static StoreSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("vedette.store", StoreSettings.class);
    }
}
