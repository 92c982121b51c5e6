package io.vedette.webdb.alert;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The outbox of messages. Its clock is the database's, so that several senders agree. */
@Transactional(readOnly = true)
public interface Messages extends JpaRepository<Message, Long> {

    List<Message> findByAccountIdOrderByIdDesc(long accountId, Limit limit);

    List<Message> findByAlertIdOrderById(long alertId);

    /**
     * Takes messages that are due and nobody delivers now; counts an attempt. What a recipient hears of one alert is delivered in order: a message
     * waits until those before it are settled.
     *
     * @param leaseMs after so long another sender may take them
     */
    @Transactional
    @Query(
            nativeQuery = true,
            value = "UPDATE message SET lease = :lease, leased_until = now() + :leaseMs * interval '1 millisecond',"
                    + " attempts = attempts + 1 WHERE id IN (SELECT m.id FROM message m WHERE m.state = 'due'"
                    + " AND m.next_attempt_at <= now() AND (m.leased_until IS NULL OR m.leased_until < now())"
                    + " AND NOT EXISTS (SELECT 1 FROM message e WHERE e.alert_id = m.alert_id AND e.method = m.method"
                    + " AND e.target = m.target AND e.id < m.id AND e.state = 'due')"
                    + " ORDER BY m.next_attempt_at, m.id LIMIT :most FOR UPDATE SKIP LOCKED) RETURNING *")
    List<Message> claim(UUID lease, long leaseMs, int most);

    /**
     * Ends a message, if the lease still stands.
     *
     * @param state final
     */
    @Transactional
    @Modifying
    @Query(
            nativeQuery = true,
            value = "UPDATE message SET state = :state, reason = :reason, ended_at = now(), lease = NULL,"
                    + " leased_until = NULL WHERE id = :id AND lease = :lease")
    int end(long id, UUID lease, String state, String reason);

    /**
     * Puts a message off, if the lease still stands.
     *
     * @param uncounted 1 when nothing was attempted, else 0
     */
    @Transactional
    @Modifying
    @Query(
            nativeQuery = true,
            value = "UPDATE message SET reason = :reason, attempts = attempts - :uncounted, lease = NULL,"
                    + " leased_until = NULL, next_attempt_at = now() + :delayMs * interval '1 millisecond'"
                    + " WHERE id = :id AND lease = :lease")
    int postpone(long id, UUID lease, String reason, long delayMs, int uncounted);

    /** Withdraws what nobody has begun to send of an alert and is not due yet. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value = "UPDATE message SET state = 'withdrawn', reason = :reason, ended_at = now()"
                    + " WHERE alert_id = :alert AND state = 'due' AND attempts = 0 AND lease IS NULL"
                    + " AND next_attempt_at > now()")
    int withdraw(long alert, String reason);
}
