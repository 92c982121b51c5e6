package io.vedette.webdb.check;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** The check of a bundle on one broker, known in the field by its uuid. One without a broker is a stratcon's own. */
@Entity
@Table(name = "bundle_check")
public class Check {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private UUID uuid = UUID.randomUUID();
    private long accountId;
    private long bundleId;
    private @Nullable Long brokerId;
    private int shards = 1;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    protected Check() {}

    public Check(CheckBundle bundle, @Nullable Long brokerId) {
        this.accountId = bundle.accountId();
        this.bundleId = bundle.id();
        this.brokerId = brokerId;
    }

    public long id() {
        return id;
    }

    public UUID uuid() {
        return uuid;
    }

    public long accountId() {
        return accountId;
    }

    public long bundleId() {
        return bundleId;
    }

    /** It goes on there as the same check. */
    public void moveTo(long otherBroker) {
        this.brokerId = otherBroker;
    }

    public @Nullable Long brokerId() {
        return brokerId;
    }

    /** In how many shards its streams are dealt. */
    public int shards() {
        return shards;
    }

    public long version() {
        return version;
    }
}
