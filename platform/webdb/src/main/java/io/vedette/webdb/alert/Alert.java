package io.vedette.webdb.alert;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One fault as people see it, from its first violation to its clear. */
@Entity
@Table(name = "alert")
public class Alert {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String faultId;
    private long accountId;

    @Embedded
    private AlertSubject subject;

    @Embedded
    private AlertCause cause;

    private Instant occurredAt;
    private @Nullable Instant clearedAt;
    private @Nullable String clearedValue;

    @SuppressWarnings("NullAway.Init")
    protected Alert() {}

    public Alert(String faultId, long accountId, AlertSubject subject, AlertCause cause, Instant occurredAt) {
        this.faultId = faultId;
        this.accountId = accountId;
        this.subject = subject;
        this.cause = cause;
        this.occurredAt = occurredAt;
    }

    /** Its severity has changed: another rule violates it now. */
    public void changed(AlertCause newCause) {
        cause = newCause;
    }

    /**
     * @param value that no longer violated anything; empty when none decided
     */
    public void cleared(Instant at, String value) {
        clearedAt = at;
        clearedValue = value;
    }

    public long id() {
        return id;
    }

    public String faultId() {
        return faultId;
    }

    public long accountId() {
        return accountId;
    }

    public AlertSubject subject() {
        return subject;
    }

    public AlertCause cause() {
        return cause;
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    /** Null while it stands. */
    public @Nullable Instant clearedAt() {
        return clearedAt;
    }

    public @Nullable String clearedValue() {
        return clearedValue;
    }

    public boolean isActive() {
        return clearedAt == null;
    }
}
