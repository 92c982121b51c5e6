package io.vedette.local.suite;

import io.vedette.contracts.door.Service;
import io.vedette.local.servers.KafkaServer;
import io.vedette.local.servers.Login;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The settings each service gets by its environment: the same names that the chart gives.
 *
 * @param settings where things lie
 * @param ports who listens where
 * @param secrets passwords and codes
 * @param gatewayPort of the one address
 */
record ServiceEnvironment(SuiteSettings settings, Ports ports, Secrets secrets, int gatewayPort) {

    private static final String LOOPBACK = "127.0.0.1";

    Map<String, String> of(Service service) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SPRING_MAIN_BANNER_MODE", "off");
        // Dozens of threads would each keep an arena of freed native memory.
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("VEDETTE_HOME", home(settings.data(), service).toString());
        environment.put("VEDETTE_IDENTITY_JWKS_URI", url(Port.CONFIG_MONITOR) + "/api/keys");
        switch (service) {
            case BROKER -> broker(environment);
            case STRATCON -> stratcon(environment);
            case ALERTING -> {
                web(environment, Port.ALERTING);
                webDatabase(environment);
                kafka(environment);
            }
            case STREAMING -> {
                web(environment, Port.STREAMING);
                kafka(environment);
            }
            case OBSERVER -> observer(environment);
            case CONFIG_MONITOR -> configMonitor(environment);
        }
        return environment;
    }

    /** Where a service keeps its own data. */
    static Path home(Path data, Service service) {
        return data.resolve(service.title().replace("-service", ""));
    }

    /** The port on which a service tells its health. */
    static Port healthPort(Service service) {
        return switch (service) {
            case BROKER -> Port.BROKER_MANAGEMENT;
            case STRATCON -> Port.STRATCON;
            case ALERTING -> Port.ALERTING;
            case STREAMING -> Port.STREAMING;
            case OBSERVER -> Port.OBSERVER;
            case CONFIG_MONITOR -> Port.CONFIG_MONITOR;
        };
    }

    private void broker(Map<String, String> environment) {
        web(environment, Port.BROKER_PLAIN);
        environment.put("VEDETTE_BROKER_TLS_ADDRESS", LOOPBACK);
        environment.put("VEDETTE_BROKER_TLS_PORT", number(Port.BROKER_TLS));
        environment.put("VEDETTE_BROKER_PLAIN_PORT", number(Port.BROKER_PLAIN));
        environment.put("VEDETTE_BROKER_STATSD_PORT", number(Port.BROKER_STATSD));
        environment.put("VEDETTE_BROKER_STATSD_TCPPORT", number(Port.BROKER_STATSD_TCP));
        environment.put("MANAGEMENT_SERVER_PORT", number(Port.BROKER_MANAGEMENT));
        environment.put("MANAGEMENT_SERVER_ADDRESS", LOOPBACK);
        enrolment(environment, "broker", secrets.brokerCode());
        environment.put("VEDETTE_ENROLMENT_RETRYMAX", "1s");
        environment.put("VEDETTE_ENROLMENT_HOST", "localhost");
        environment.put("VEDETTE_ENROLMENT_PORT", number(Port.BROKER_TLS));
    }

    private void stratcon(Map<String, String> environment) {
        web(environment, Port.STRATCON);
        database(environment, secrets.storeDatabase().user(), secrets.storeDatabase());
        kafka(environment);
        enrolment(environment, "stratcon", secrets.stratconCode());
        environment.put("VEDETTE_STORE_ROOM_DISK", settings.data().toString());
    }

    private void observer(Map<String, String> environment) {
        web(environment, Port.OBSERVER);
        redis(environment);
        environment.put(
                "VEDETTE_OBSERVER_CONFIG",
                ConfigFiles.observerIni(settings.data()).toString());
        environment.put(
                "VEDETTE_OBSERVER_DATA",
                home(settings.data(), Service.OBSERVER).resolve("data_in").toString());
        environment.put("VEDETTE_OBSERVER_STATSD", LOOPBACK + ":" + number(Port.BROKER_STATSD));
    }

    private void configMonitor(Map<String, String> environment) {
        web(environment, Port.CONFIG_MONITOR);
        webDatabase(environment);
        environment.put("SPRING_FLYWAY_USER", secrets.webDatabase().user());
        environment.put("SPRING_FLYWAY_PASSWORD", secrets.webDatabase().password());
        kafka(environment);
        environment.put(
                "VEDETTE_FILES_DIRECTORY", ConfigFiles.folder(settings.data()).toString());
        environment.put("VEDETTE_FILES_OBSERVER_URL", url(Port.OBSERVER));
        environment.put("VEDETTE_SECRETS_KEYS", secrets.secretsKey());
        environment.put("VEDETTE_BOOTSTRAP_ADMIN_EMAIL", adminEmail());
        environment.put("VEDETTE_BOOTSTRAP_ADMIN_PASSWORD", secrets.adminPassword());
        environment.put("VEDETTE_BOOTSTRAP_OPERATOR_KEY", secrets.operatorKey());
        environment.put("VEDETTE_BOOTSTRAP_BROKER_CODE", secrets.brokerCode());
        environment.put("VEDETTE_BOOTSTRAP_STRATCON_CODE", secrets.stratconCode());
        environment.put("VEDETTE_BOOTSTRAP_SERVICES", services());
        environment.put("VEDETTE_BOOTSTRAP_POSTGRES_DSN", jdbcUrl("postgres"));
        environment.put(
                "VEDETTE_BOOTSTRAP_POSTGRES_USER", secrets.databaseMonitor().user());
        environment.put(
                "VEDETTE_BOOTSTRAP_POSTGRES_PASSWORD", secrets.databaseMonitor().password());
        environment.put("VEDETTE_BOOTSTRAP_REDIS", LOOPBACK + ":" + number(Port.REDIS));
        environment.put("VEDETTE_BOOTSTRAP_REDIS_PASSWORD", secrets.redis());
        environment.put("VEDETTE_BOOTSTRAP_KAFKA", LOOPBACK + ":" + number(Port.KAFKA));
    }

    /** Who signs in first. */
    static String adminEmail() {
        return System.getenv().getOrDefault("VEDETTE_BOOTSTRAP_ADMIN_EMAIL", "admin@localhost");
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + LOOPBACK + ":" + number(Port.POSTGRES) + "/" + database;
    }

    Map<String, String> kafkaClient() {
        return KafkaServer.clientProperties(ports.get(Port.KAFKA), secrets.kafka());
    }

    private String services() {
        return Arrays.stream(Service.values())
                .map(service -> service.title() + "=" + url(healthPort(service)))
                .collect(Collectors.joining(","));
    }

    private void web(Map<String, String> environment, Port port) {
        environment.put("SERVER_ADDRESS", LOOPBACK);
        environment.put("SERVER_PORT", number(port));
    }

    private void webDatabase(Map<String, String> environment) {
        database(environment, secrets.webDatabase().user(), secrets.webApplication());
    }

    private void database(Map<String, String> environment, String database, Login login) {
        environment.put("SPRING_DATASOURCE_URL", jdbcUrl(database));
        environment.put("SPRING_DATASOURCE_USERNAME", login.user());
        environment.put("SPRING_DATASOURCE_PASSWORD", login.password());
    }

    private void kafka(Map<String, String> environment) {
        Map<String, String> client = kafkaClient();
        environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", client.get("bootstrap.servers"));
        environment.put("SPRING_KAFKA_SECURITY_PROTOCOL", client.get("security.protocol"));
        environment.put("SPRING_KAFKA_PROPERTIES_SASL_MECHANISM", client.get("sasl.mechanism"));
        environment.put("SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG", client.get("sasl.jaas.config"));
    }

    private void redis(Map<String, String> environment) {
        environment.put("SPRING_DATA_REDIS_HOST", LOOPBACK);
        environment.put("SPRING_DATA_REDIS_PORT", number(Port.REDIS));
        environment.put("SPRING_DATA_REDIS_PASSWORD", secrets.redis());
    }

    private void enrolment(Map<String, String> environment, String name, String code) {
        environment.put("VEDETTE_ENROLMENT_URL", "http://" + LOOPBACK + ":" + gatewayPort);
        environment.put("VEDETTE_ENROLMENT_CODE", code);
        environment.put("VEDETTE_ENROLMENT_NAME", name);
    }

    private String url(Port port) {
        return "http://" + LOOPBACK + ":" + number(port);
    }

    private String number(Port port) {
        return Integer.toString(ports.get(port));
    }

    @Override
    public String toString() {
        return "environment of " + settings.data();
    }
}
