package io.vedette.webdb.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** What one contact is told of one transition; the outbox. After it is written only {@link Messages} changes it, by statement. */
@Entity
@Table(name = "message")
public class Message {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private UUID idempotencyKey;
    private long accountId;
    private long alertId;
    private String transitionId;

    @Convert(converter = MessageWords.OfKind.class)
    private MessageKind kind;

    @Embedded
    private Recipient recipient;

    private String subject;
    private String body;

    @Convert(converter = MessageWords.OfState.class)
    private MessageState state;

    private String reason;
    private int attempts;
    private Instant nextAttemptAt;

    @Column(updatable = false)
    private @Nullable UUID lease;

    @Generated(event = EventType.INSERT)
    private Instant createdAt = Instant.EPOCH;

    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected Message() {}

    /**
     * A message to be sent.
     *
     * @param idempotencyKey the same for each attempt
     * @param notBefore when the first attempt is due
     */
    public Message(
            UUID idempotencyKey,
            Alert alert,
            String transitionId,
            MessageKind kind,
            Recipient recipient,
            String subject,
            String body,
            Instant notBefore) {
        this.idempotencyKey = idempotencyKey;
        this.accountId = alert.accountId();
        this.alertId = alert.id();
        this.transitionId = transitionId;
        this.kind = kind;
        this.recipient = recipient;
        this.subject = subject;
        this.body = body;
        this.state = MessageState.DUE;
        this.reason = "";
        this.nextAttemptAt = notBefore;
    }

    /** A message that cannot be sent at all, kept to be read. */
    public Message rejected(String why, Instant at) {
        state = MessageState.REJECTED;
        reason = why;
        endedAt = at;
        return this;
    }

    public long id() {
        return id;
    }

    public UUID idempotencyKey() {
        return idempotencyKey;
    }

    public long accountId() {
        return accountId;
    }

    public long alertId() {
        return alertId;
    }

    public String transitionId() {
        return transitionId;
    }

    public MessageKind kind() {
        return kind;
    }

    public Recipient recipient() {
        return recipient;
    }

    public String subject() {
        return subject;
    }

    public String body() {
        return body;
    }

    public MessageState state() {
        return state;
    }

    /** Why it stands as it does; the last error while it is due; empty when all is well. */
    public String reason() {
        return reason;
    }

    /** Deliveries begun. */
    public int attempts() {
        return attempts;
    }

    public Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    /** Held by the sender that delivers it now. */
    public @Nullable UUID lease() {
        return lease;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
