package io.vedette.webdb.account;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An account: what owns users, checks, rule sets and contact groups, and sees no other's. */
@Entity
@Table(name = "account")
public class Account {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private UUID uuid = UUID.randomUUID();
    private String name;
    private String timezone;
    private @Nullable String description;

    /** Address and the like, by the names of API v2. */
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> profile = Map.of();

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    public Account(String name, String timezone) {
        this.name = name;
        this.timezone = timezone;
    }

    public void change(String name, String timezone, @Nullable String description, Map<String, String> profile) {
        this.name = name;
        this.timezone = timezone;
        this.description = description;
        this.profile = profile;
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public String name() {
        return name;
    }

    public String timezone() {
        return timezone;
    }

    public @Nullable String description() {
        return description;
    }

    public Map<String, String> profile() {
        return profile;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
