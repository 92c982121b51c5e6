package io.vedette.webdb.broker;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** A stratcon that enrolled. */
@Entity
@Table(name = "stratcon")
public class Stratcon {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private String cn = "";

    private String name;

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Stratcon() {}

    public Stratcon(String name) {
        this.name = name;
    }

    public long id() {
        return id;
    }

    /** {@code stratcon-<id>.vedette}, the common name in its certificate. */
    public String cn() {
        return cn;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
