package io.vedette.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The same names as on one machine; what each service lives on, and nothing that is not its own. */
class EnvironmentTests {
    private static final List<String> SERVICE =
            List.of("SERVER_PORT", "SERVER_ADDRESS", "VEDETTE_HOME", "VEDETTE_IDENTITY_JWKS_URI");
    private static final List<String> DATABASE =
            List.of("SPRING_DATASOURCE_URL", "SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
    private static final List<String> KAFKA = List.of(
            "SPRING_KAFKA_BOOTSTRAP_SERVERS",
            "SPRING_KAFKA_SECURITY_PROTOCOL",
            "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM",
            "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG");
    private static final List<String> ENROLMENT =
            List.of("POD_NAME", "CODE", "VEDETTE_ENROLMENT_URL", "VEDETTE_ENROLMENT_NAME", "VEDETTE_ENROLMENT_CODE");

    @Test
    void aBrokerInTheFieldIsToldOfNoKafkaRedisOrPostgres() {
        assertThat(names("minimal", "broker"))
                .isEqualTo(all(List.of(
                        ENROLMENT,
                        List.of(
                                "VEDETTE_HOME",
                                "VEDETTE_IDENTITY_JWKS_URI",
                                "VEDETTE_ENROLMENT_HOST",
                                "VEDETTE_ENROLMENT_PORT",
                                "VEDETTE_BROKER_TLS_ADDRESS",
                                "VEDETTE_BROKER_TLS_PORT",
                                "VEDETTE_BROKER_PLAIN_ADDRESS",
                                "VEDETTE_BROKER_STATSD_ADDRESS",
                                "VEDETTE_BROKER_STATSD_PORT",
                                "MANAGEMENT_SERVER_ADDRESS",
                                "MANAGEMENT_SERVER_PORT"))));
    }

    @Test
    void eachServiceIsToldOfWhatItLivesOn() {
        assertThat(names("minimal", "stratcon")).isEqualTo(all(List.of(SERVICE, DATABASE, KAFKA, ENROLMENT)));
        assertThat(names("minimal", "detection"))
                .isEqualTo(all(List.of(SERVICE, KAFKA, List.of("SPRING_PROFILES_ACTIVE"))));
        assertThat(names("minimal", "notification"))
                .isEqualTo(all(
                        List.of(SERVICE, DATABASE, KAFKA, List.of("SPRING_PROFILES_ACTIVE", "VEDETTE_DASHBOARD_URL"))));
        assertThat(names("minimal", "streaming")).isEqualTo(all(List.of(SERVICE, KAFKA)));
        assertThat(names("minimal", "observer"))
                .isEqualTo(all(List.of(
                        SERVICE,
                        List.of(
                                "SPRING_DATA_REDIS_HOST",
                                "SPRING_DATA_REDIS_PORT",
                                "SPRING_DATA_REDIS_PASSWORD",
                                "VEDETTE_OBSERVER_CONFIG",
                                "VEDETTE_OBSERVER_DATA"))));
        assertThat(names("minimal", "config-monitor"))
                .isEqualTo(all(List.of(
                        SERVICE,
                        DATABASE,
                        KAFKA,
                        List.of(
                                "SPRING_FLYWAY_USER",
                                "SPRING_FLYWAY_PASSWORD",
                                "VEDETTE_SECRETS_KEYS",
                                "BROKER_CODE",
                                "STRATCON_CODE",
                                "VEDETTE_BOOTSTRAP_ADMIN_EMAIL",
                                "VEDETTE_BOOTSTRAP_ADMIN_PASSWORD",
                                "VEDETTE_BOOTSTRAP_OPERATOR_KEY",
                                "VEDETTE_BOOTSTRAP_BROKER_CODE",
                                "VEDETTE_BOOTSTRAP_STRATCON_CODE",
                                "VEDETTE_BOOTSTRAP_SERVICES",
                                "VEDETTE_BOOTSTRAP_POSTGRES_DSN",
                                "VEDETTE_BOOTSTRAP_POSTGRES_USER",
                                "VEDETTE_BOOTSTRAP_POSTGRES_PASSWORD",
                                "VEDETTE_BOOTSTRAP_REDIS",
                                "VEDETTE_BOOTSTRAP_REDIS_PASSWORD",
                                "VEDETTE_BOOTSTRAP_KAFKA",
                                "VEDETTE_FILES_DIRECTORY",
                                "VEDETTE_FILES_OBSERVER_URL"))));
    }

    @Test
    void servicesUseTheWebDbWithARoleThatOwnsNothing() {
        assertThat(value("minimal", "config-monitor", "SPRING_DATASOURCE_USERNAME"))
                .isEqualTo("vedette_app");
        assertThat(value("minimal", "notification", "SPRING_DATASOURCE_USERNAME"))
                .isEqualTo("vedette_app");
        assertThat(value("minimal", "config-monitor", "SPRING_FLYWAY_USER")).isEqualTo("vedette_web");
        assertThat(names("minimal", "notification")).doesNotContain("SPRING_FLYWAY_USER");
    }

    @Test
    void storesOfTheOperatorsOwnTakeTheBundledOnesPlace() {
        assertThat(value("external-stores", "stratcon", "SPRING_DATASOURCE_URL"))
                .startsWith("jdbc:postgresql://store.example.org/");
        assertThat(value("external-stores", "stratcon", "VEDETTE_STORE_CASSANDRA_CONTACT_POINTS"))
                .isEqualTo("cassandra-1.example.org:9042,cassandra-2.example.org:9042");
        assertThat(names("external-stores", "stratcon"))
                .contains("VEDETTE_STORE_ENGINE", "VEDETTE_STORE_CASSANDRA_PASSWORD");
        assertThat(value("external-stores", "notification", "SPRING_DATASOURCE_URL"))
                .startsWith("jdbc:postgresql://web.example.org/");
        assertThat(value("external-stores", "streaming", "SPRING_KAFKA_PROPERTIES_SASL_MECHANISM"))
                .isEqualTo("SCRAM-SHA-512");
        assertThat(value("external-stores", "config-monitor", "VEDETTE_BOOTSTRAP_KAFKA"))
                .isEqualTo("kafka-1.example.org:9093");
        assertThat(names("external-stores", "notification"))
                .contains(
                        "SPRING_MAIL_HOST",
                        "SPRING_MAIL_PORT",
                        "SPRING_MAIL_USERNAME",
                        "SPRING_MAIL_PASSWORD",
                        "VEDETTE_NOTIFY_FROM");
        assertThat(value("external-stores", "notification", "VEDETTE_DASHBOARD_URL"))
                .isEqualTo("https://vedette.example.org");
        assertThat(names("no-ingress", "streaming")).noneMatch(name -> name.contains("SASL"));
        assertThat(names("no-ingress", "observer")).doesNotContain("SPRING_DATA_REDIS_PASSWORD");
    }

    @Test
    void everyReplicaEnrolsWithACodeOfItsOwnThatConfigMonitorKnows() {
        Manifests manifests = Chart.rendered("three-brokers");
        String known = valueOf(manifests.environment("monitoring-config-monitor"), "VEDETTE_BOOTSTRAP_BROKER_CODE");
        String code = valueOf(manifests.environment("monitoring-broker"), "VEDETTE_ENROLMENT_CODE");

        assertThat(known.replace("$(BROKER_CODE)", "secret").split(","))
                .isEqualTo(IntStream.range(0, 3)
                        .mapToObj(ordinal -> code.replace("$(CODE)", "secret")
                                .replace("$(POD_NAME)", "monitoring-broker-" + ordinal))
                        .toArray());
        assertThat(valueOf(manifests.environment("monitoring-config-monitor"), "VEDETTE_BOOTSTRAP_STRATCON_CODE")
                        .split(","))
                .hasSize(2);
    }

    @Test
    void aBrokerIsDialledByTheNameThatSendersUse() {
        assertThat(value("minimal", "broker", "VEDETTE_ENROLMENT_HOST"))
                .isEqualTo("$(POD_NAME).watch.svc.cluster.local");
        assertThat(valueOf(Chart.rendered("three-brokers").environment("monitoring-broker"), "VEDETTE_ENROLMENT_HOST"))
                .isEqualTo("$(POD_NAME).push.example.org");
    }

    @Test
    void stepsAreTimedWhereBrokersListenToObservers() {
        assertThat(valueOf(
                        Chart.rendered("three-brokers").environment("monitoring-observer"), "VEDETTE_OBSERVER_STATSD"))
                .isEqualTo("monitoring-broker-0:8125");
    }

    private static Set<String> names(String variant, String service) {
        return Chart.rendered(variant).environment("suite-vedette-" + service).keySet();
    }

    private static String value(String variant, String service, String name) {
        return valueOf(Chart.rendered(variant).environment("suite-vedette-" + service), name);
    }

    private static String valueOf(Map<String, EnvVar> environment, String name) {
        EnvVar variable = environment.get(name);
        if (variable == null) {
            throw new AssertionError("no " + name);
        }
        return variable.getValue();
    }

    private static Set<String> all(List<List<String>> groups) {
        return groups.stream().flatMap(List::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
