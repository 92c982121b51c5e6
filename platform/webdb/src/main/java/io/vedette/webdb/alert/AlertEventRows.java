package io.vedette.webdb.alert;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** Events not yet on Kafka, and who may publish them. */
@Transactional(readOnly = true)
public interface AlertEventRows extends JpaRepository<AlertEventRow, Long> {

    List<AlertEventRow> findTop100ByOrderById();

    /**
     * Asks to be the one publisher, or to remain it.
     *
     * @return 1, or 0 while another one is
     */
    @Transactional
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    "UPDATE alert_publisher SET owner = :owner, leased_until = now() + :leaseMs * interval '1 millisecond'"
                            + " WHERE owner = :owner OR leased_until < now()")
    int lead(UUID owner, long leaseMs);
}
