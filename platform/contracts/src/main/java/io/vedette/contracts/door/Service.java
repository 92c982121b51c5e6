package io.vedette.contracts.door;

/** The six services. */
public enum Service {
    BROKER("broker-service"),
    STRATCON("stratcon-service"),
    ALERTING("alerting-service"),
    STREAMING("streaming-service"),
    OBSERVER("observer-service"),
    CONFIG_MONITOR("config-monitor-service");

    private final String title;

    Service(String title) {
        this.title = title;
    }

    /** Name of its module, process and deployment. */
    public String title() {
        return title;
    }
}
