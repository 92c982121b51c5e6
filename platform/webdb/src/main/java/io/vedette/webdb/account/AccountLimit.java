package io.vedette.webdb.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** What an account may have; null is as much as it wants. */
@Entity
@Table(name = "account_limit")
public class AccountLimit {
    @Id
    private long accountId;

    private @Nullable Long streams;
    private @Nullable Long checks;
    private @Nullable Long queryPoints;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    protected AccountLimit() {}

    public AccountLimit(long accountId) {
        this.accountId = accountId;
    }

    public void change(@Nullable Long streams, @Nullable Long checks, @Nullable Long queryPoints) {
        this.streams = streams;
        this.checks = checks;
        this.queryPoints = queryPoints;
    }

    public long accountId() {
        return accountId;
    }

    /** On each broker; new ones past it are turned away. */
    public @Nullable Long streams() {
        return streams;
    }

    /** On brokers: a bundle on three of them counts as three. */
    public @Nullable Long checks() {
        return checks;
    }

    /** Windows times streams that one question about data may ask for. */
    public @Nullable Long queryPoints() {
        return queryPoints;
    }

    public long version() {
        return version;
    }
}
