package io.vedette.webdb.broker;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.generator.EventType;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A broker and the address a stratcon dials. Without an account it serves all accounts. */
@Entity
@Table(name = "broker")
public class Broker {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private @Nullable Long accountId;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private String cn = "";

    private String name;
    private String host;
    private int port;
    private boolean retired;
    private byte @Nullable [] publicKey;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> tags = List.of();

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Broker() {}

    public Broker(@Nullable Long accountId, String name, String host, int port, PublicKey key) {
        this.publicKey = key.getEncoded();
        this.accountId = accountId;
        this.name = name;
        this.host = host;
        this.port = port;
    }

    /** Its checks' secrets are sealed for the new key from now on. */
    public void comeBack(String newHost, int newPort, PublicKey newKey) {
        host = newHost;
        port = newPort;
        publicKey = newKey.getEncoded();
    }

    public long id() {
        return id;
    }

    public @Nullable Long accountId() {
        return accountId;
    }

    /** {@code broker-<id>.vedette}, the common name in its certificate. */
    public String cn() {
        return cn;
    }

    public String name() {
        return name;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public boolean retired() {
        return retired;
    }

    /** The key of its certificate, an EC one; none for a row that did not come by enrolment. */
    public Optional<PublicKey> publicKey() {
        try {
            return publicKey == null
                    ? Optional.empty()
                    : Optional.of(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the public key of broker " + id + " cannot be read", e);
        }
    }

    public List<String> tags() {
        return tags;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }

    /** Whether an account may run checks on it. */
    public boolean serves(long account) {
        return accountId == null || accountId == account;
    }
}
