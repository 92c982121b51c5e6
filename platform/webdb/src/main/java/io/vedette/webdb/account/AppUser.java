package io.vedette.webdb.account;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A person of an account. Without a password hash nobody signs in as them. */
@Entity
@Table(name = "app_user")
public class AppUser {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long accountId;
    private String email;
    private @Nullable String passwordHash;
    private String role;
    private boolean mustChangePassword = true;
    private String firstName = "";
    private String lastName = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> contactInfo = Map.of();

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected AppUser() {}

    /** @param role viewer, editor, admin or operator */
    public AppUser(long accountId, String email, String role) {
        this.accountId = accountId;
        this.email = email;
        this.role = role;
    }

    public void change(String email, String firstName, String lastName, Map<String, String> contactInfo) {
        this.email = email;
        this.firstName = firstName;
        this.lastName = lastName;
        this.contactInfo = contactInfo;
    }

    /** @param role viewer, editor, admin or operator */
    public void changeRole(String role) {
        this.role = role;
    }

    /** @param mustChange true when somebody else chose it */
    public void givePassword(String hash, boolean mustChange) {
        this.passwordHash = hash;
        this.mustChangePassword = mustChange;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public String email() {
        return email;
    }

    public @Nullable String passwordHash() {
        return passwordHash;
    }

    public String role() {
        return role;
    }

    public boolean mustChangePassword() {
        return mustChangePassword;
    }

    public String firstName() {
        return firstName;
    }

    public String lastName() {
        return lastName;
    }

    public Map<String, String> contactInfo() {
        return contactInfo;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
