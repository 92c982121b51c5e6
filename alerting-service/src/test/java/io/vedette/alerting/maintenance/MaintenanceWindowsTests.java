package io.vedette.alerting.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Maintenance;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertCause;
import io.vedette.webdb.alert.AlertSubject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowsTests {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant STOP = Instant.parse("2026-03-01T11:00:00Z");

    private final Configuration configuration = new Configuration();
    private final MaintenanceWindows windows = new MaintenanceWindows(configuration);

    @ParameterizedTest
    @CsvSource({
        "account,/account/1,1,2,true",
        "host,hall-3,1,2,true",
        "host,hall-4,1,2,false",
        "check,/check/44,1,2,true",
        "check,/check/45,1,2,false",
        "rule_set,/rule_set/7,1,2,true",
        "rule_set,/rule_set/8,1,2,false",
        "account,/account/1,1,3,false",
        "account,/account/2,2,2,false"
    })
    void coversWhatItNamesAtItsSeveritiesInItsAccount(
            String type, String item, long account, int severity, boolean covers) {
        apply(1, Maintenance.newBuilder().setType(type).setItem(item).setAccountId(account), severity);
        assertThat(windows.covering(alert(), START)).isEqualTo(covers ? List.of(9L) : List.of());
    }

    @Test
    void coversFromItsStartUntilRightBeforeItsStop() {
        apply(1, Maintenance.newBuilder().setType("account").setAccountId(1), 2);
        assertThat(windows.endFor(alert(), START.minusMillis(1))).isEmpty();
        assertThat(windows.endFor(alert(), START)).contains(STOP);
        assertThat(windows.endFor(alert(), STOP.minusMillis(1))).contains(STOP);
        assertThat(windows.endFor(alert(), STOP)).isEmpty();
    }

    @Test
    void oneThatIsDeletedCoversNothing() {
        apply(1, Maintenance.newBuilder().setType("account").setAccountId(1), 2);
        configuration.apply(
                new ConfigKey(ConfigKey.Kind.MAINTENANCE, "9"),
                ConfigResource.newBuilder().setVersion(2).setDeleted(true).build());
        assertThat(windows.covering(alert(), START)).isEmpty();
    }

    private void apply(long version, Maintenance.Builder window, int severity) {
        configuration.apply(
                new ConfigKey(ConfigKey.Kind.MAINTENANCE, "9"),
                ConfigResource.newBuilder()
                        .setVersion(version)
                        .setMaintenance(window.setId(9)
                                .addSeverities(severity)
                                .setStartMs(START.toEpochMilli())
                                .setStopMs(STOP.toEpochMilli()))
                        .build());
    }

    private static Alert alert() {
        AlertSubject subject = new AlertSubject(
                7, "", "", "", UUID.randomUUID(), 44, 33, "turbine", "httptrap", "hall-3", 7, "", "rpm", List.of());
        return new Alert("fault", 1, subject, new AlertCause(2, 0, "max value", "3000", "3100"), START);
    }
}
