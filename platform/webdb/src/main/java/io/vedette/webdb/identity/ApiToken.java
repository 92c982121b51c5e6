package io.vedette.webdb.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> scopes = List.of();

    private String apps = "allow";

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

    /**
     * @param scopes what it is for; empty: everything
     * @param apps what becomes of an unknown application: allow, pending or deny
     */
    public void limit(List<String> scopes, String apps) {
        this.scopes = scopes;
        this.apps = apps;
    }

    /** It is good for nothing any more. */
    public void revoke(Instant at) {
        if (revokedAt == null) {
            revokedAt = at;
        }
    }

    public List<String> scopes() {
        return scopes;
    }

    public String apps() {
        return apps;
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
