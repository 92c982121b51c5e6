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
import org.jspecify.annotations.Nullable;

/** Rules for one metric of one check. */
@Entity
@Table(name = "rule_set")
public class RuleSet {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private long accountId;
    private @Nullable Long checkId;

    @Embedded
    private RuleSetTerms terms;

    @Embedded
    private RuleSetScope scope = RuleSetScope.NAMED_STREAM;

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    @Generated(event = {EventType.INSERT, EventType.UPDATE})
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected RuleSet() {}

    public RuleSet(long accountId, @Nullable Long checkId, RuleSetTerms terms) {
        this.accountId = accountId;
        this.checkId = checkId;
        this.terms = terms;
    }

    /** @param checkId the check it looks at; null for all of them */
    public void change(@Nullable Long checkId, RuleSetTerms terms, RuleSetScope scope) {
        this.checkId = checkId;
        this.terms = terms;
        this.scope = scope;
    }

    public long id() {
        return id;
    }

    public long accountId() {
        return accountId;
    }

    /** Null when it looks at all checks. */
    public @Nullable Long checkId() {
        return checkId;
    }

    public RuleSetTerms terms() {
        return terms;
    }

    public RuleSetScope scope() {
        return scope;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public long version() {
        return version;
    }
}
