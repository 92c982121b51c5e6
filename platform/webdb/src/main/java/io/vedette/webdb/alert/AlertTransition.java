package io.vedette.webdb.alert;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One transition of a fault, as detection decided it. Written through {@link AlertTransitions#recordIfNew}. */
@Entity
@Table(name = "alert_transition")
public class AlertTransition {
    @Id
    private String transitionId;

    private String faultId;
    private int fromSeverity;
    private int toSeverity;
    private String value;
    private Instant occurredAt;
    private Instant decidedAt;

    @SuppressWarnings("NullAway.Init")
    protected AlertTransition() {}

    public String transitionId() {
        return transitionId;
    }

    public String faultId() {
        return faultId;
    }

    public int fromSeverity() {
        return fromSeverity;
    }

    public int toSeverity() {
        return toSeverity;
    }

    public String value() {
        return value;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public Instant decidedAt() {
        return decidedAt;
    }
}
