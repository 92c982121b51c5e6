package io.vedette.webdb.contact;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** Whom an alert reaches. */
@Entity
@Table(name = "contact_group")
public class ContactGroup {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long accountId;

    @Embedded
    private ContactGroupTerms terms;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private Instant modifiedAt = Instant.EPOCH;

    private @Nullable Long modifiedBy;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ContactGroup() {}

    /** @param by the user who makes it; null for the suite itself */
    public ContactGroup(long accountId, ContactGroupTerms terms, @Nullable Long by) {
        this.accountId = accountId;
        this.terms = terms;
        this.modifiedBy = by;
    }

    public void change(ContactGroupTerms terms, @Nullable Long by) {
        this.terms = terms;
        this.modifiedBy = by;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public ContactGroupTerms terms() {
        return terms;
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
