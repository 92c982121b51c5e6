package io.vedette.alerting.detect;

/** Whether a partition is consumed up to now, or detection lags behind. Asked and told on the partition's stream thread. */
interface Consumption {

    /** The partition is taken over: what was known of it is void. */
    void begin(int partition);

    /** All records of the partition up to this offset are judged. */
    void processed(int partition, long offset);

    /** Whether everything that stood in the partition a moment ago is judged. */
    boolean isCurrent(int partition);
}
