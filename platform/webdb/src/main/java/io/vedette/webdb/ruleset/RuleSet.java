package io.vedette.webdb.ruleset;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** Rules for one metric of one check. */
@Entity
@Table(name = "rule_set")
public class RuleSet {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long accountId;
    private long checkId;

    @Embedded
    private RuleSetTerms terms;

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected RuleSet() {}

    public RuleSet(long accountId, long checkId, RuleSetTerms terms) {
        this.accountId = accountId;
        this.checkId = checkId;
        this.terms = terms;
    }

    public void change(long checkId, RuleSetTerms terms) {
        this.checkId = checkId;
        this.terms = terms;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    public long checkId() {
        return checkId;
    }

    public RuleSetTerms terms() {
        return terms;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
