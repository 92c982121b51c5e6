package io.vedette.webdb.check;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** A check as a person configures it, to run on one or more brokers. */
@Entity
@Table(name = "check_bundle")
public class CheckBundle {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long accountId;

    /** As the row has them: secrets are kept, not in clear. */
    @Embedded
    private BundleSettings settings;

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private Instant modifiedAt = Instant.EPOCH;

    private @Nullable Long modifiedBy;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected CheckBundle() {}

    /** @param by the user who makes it; null for the suite itself */
    public CheckBundle(long accountId, BundleSettings settings, @Nullable Long by) {
        this.accountId = accountId;
        this.settings = settings.withConfig(KeptConfig.keep(accountId, settings.config(), Map.of()));
        this.modifiedBy = by;
    }

    public void change(BundleSettings changed, @Nullable Long by) {
        this.settings = changed.withConfig(KeptConfig.keep(accountId, changed.config(), settings.config()));
        this.modifiedBy = by;
    }

    /** Brings its secrets under the newest key. */
    public void keepAnew() {
        change(settings(), modifiedBy);
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    /** With secrets in clear. */
    public BundleSettings settings() {
        return settings.withConfig(KeptConfig.open(accountId, settings.config()));
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    public @Nullable Long modifiedBy() {
        return modifiedBy;
    }

    public long version() {
        return version;
    }
}
