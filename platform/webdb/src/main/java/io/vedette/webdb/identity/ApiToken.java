package io.vedette.webdb.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A signed token somebody was given: who, as what, until when. */
@Entity
@Table(name = "api_token")
public class ApiToken {
    @Id
    private UUID jti;

    private long accountId;
    private long userId;
    private String name;
    private String role;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant revokedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    public ApiToken(
            UUID jti, long accountId, long userId, String name, String role, Instant createdAt, Instant expiresAt) {
        this.jti = jti;
        this.accountId = accountId;
        this.userId = userId;
        this.name = name;
        this.role = role;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public UUID jti() {
        return jti;
    }

    public long accountId() {
        return accountId;
    }

    public long userId() {
        return userId;
    }

    public String name() {
        return name;
    }

    public String role() {
        return role;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    public @Nullable Instant revokedAt() {
        return revokedAt;
    }
}
