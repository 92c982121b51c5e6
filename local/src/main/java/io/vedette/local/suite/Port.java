package io.vedette.local.suite;

/** Every port of the suite but the gateway's, with its usual number. All listen on loopback. */
public enum Port {
    CONFIG_MONITOR("config-monitor", 8081),
    STRATCON("stratcon", 8082),
    ALERTING("alerting", 8083),
    STREAMING("streaming", 8084),
    OBSERVER("observer", 8085),
    BROKER_TLS("broker-tls", 43191),
    BROKER_PLAIN("broker-plain", 43190),
    BROKER_MANAGEMENT("broker-management", 43189),
    /** UDP. */
    BROKER_STATSD("broker-statsd", 8125),
    BROKER_STATSD_TCP("broker-statsd-tcp", 8126),
    POSTGRES("postgres", 15432),
    REDIS("redis", 16379),
    KAFKA("kafka", 19092);

    private final String title;
    private final int usual;

    Port(String title, int usual) {
        this.title = title;
        this.usual = usual;
    }

    /** Its name in files and messages. */
    public String title() {
        return title;
    }

    int usual() {
        return usual;
    }

    boolean isUdp() {
        return this == BROKER_STATSD;
    }
}
