package io.vedette.webdb.alert;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A change of an alert on its way to Kafka. */
@Entity
@Table(name = "alert_event")
public class AlertEventRow {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long alertId;
    private byte[] payload;

    @SuppressWarnings("NullAway.Init")
    protected AlertEventRow() {}

    /**
     * @param payload the Kafka record's value
     */
    public AlertEventRow(long alertId, byte[] payload) {
        this.alertId = alertId;
        this.payload = payload;
    }

    public long id() {
        return id;
    }

    public long alertId() {
        return alertId;
    }

    public byte[] payload() {
        return payload;
    }
}
