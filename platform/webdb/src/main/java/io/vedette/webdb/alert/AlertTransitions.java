package io.vedette.webdb.alert;

import java.time.Instant;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The transitions recorded so far. */
public interface AlertTransitions extends Repository<AlertTransition, String> {

    /**
     * Records a transition unless it was; waits for a transaction that is recording the same one.
     *
     * @return 1, or 0 for a duplicate
     */
    @Modifying
    @Query(
            nativeQuery = true,
            value = "INSERT INTO alert_transition"
                    + " (transition_id, fault_id, from_severity, to_severity, value, occurred_at, decided_at)"
                    + " VALUES (:id, :fault, :from, :to, :value, :occurred, :decided) ON CONFLICT DO NOTHING")
    int recordIfNew(String id, String fault, int from, int to, String value, Instant occurred, Instant decided);
}
