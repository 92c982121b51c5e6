package io.vedette.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.contracts.door.Service;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTests {

    @TempDir
    Path data;

    private Secrets secrets;
    private Ports ports;
    private ServiceEnvironment environment;

    @BeforeEach
    void settle() {
        SuiteSettings settings = SuiteSettings.apart(data, data);
        secrets = Secrets.in(data);
        ports = Ports.of(settings);
        environment = new ServiceEnvironment(settings, ports, secrets, 8080);
    }

    @Test
    void givesTheBrokerNothingOfKafkaRedisOrPostgres() {
        assertThat(environment.of(Service.BROKER).keySet())
                .noneMatch(name -> name.startsWith("SPRING_KAFKA")
                        || name.startsWith("SPRING_DATA")
                        || name.startsWith("SPRING_DATASOURCE"));
    }

    @Test
    void givesOneTimeCodesOnlyToThoseWhoEnrolAndThoseWhoCheckThem() {
        for (Service service : Service.values()) {
            boolean knows = environment.of(service).containsValue(secrets.brokerCode());
            assertThat(knows)
                    .as(service.title())
                    .isEqualTo(service == Service.BROKER || service == Service.CONFIG_MONITOR);
        }
    }

    @Test
    void givesTheStratconTheStoreAndOthersTheWebDb() {
        assertThat(environment.of(Service.STRATCON))
                .containsEntry("SPRING_DATASOURCE_USERNAME", "vedette_store")
                .containsEntry(
                        "SPRING_DATASOURCE_URL",
                        "jdbc:postgresql://127.0.0.1:" + ports.get(Port.POSTGRES) + "/vedette_store");
        assertThat(environment.of(Service.ALERTING))
                .containsEntry("SPRING_DATASOURCE_USERNAME", "vedette_app")
                .doesNotContainValue(secrets.webDatabase().password());
    }

    @Test
    void onlyTheMigrationsOfConfigMonitorOwnTheWebDb() {
        assertThat(environment.of(Service.CONFIG_MONITOR))
                .containsEntry("SPRING_DATASOURCE_USERNAME", "vedette_app")
                .containsEntry("SPRING_FLYWAY_USER", "vedette_web");
    }

    @Test
    void givesEveryServiceAHomeOfItsOwn() {
        assertThat(environment.of(Service.OBSERVER))
                .containsEntry("VEDETTE_HOME", data.resolve("observer").toString())
                .containsEntry(
                        "VEDETTE_OBSERVER_DATA",
                        data.resolve("observer/data_in").toString());
    }

    @Test
    void isNotPrintedWithItsSecrets() {
        assertThat(environment.toString()).doesNotContain(secrets.adminPassword());
    }
}
