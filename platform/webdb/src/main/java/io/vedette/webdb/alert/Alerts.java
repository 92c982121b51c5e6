package io.vedette.webdb.alert;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The alerts; lists are newest first. */
@Transactional(readOnly = true)
public interface Alerts extends JpaRepository<Alert, Long> {

    Optional<Alert> findByFaultId(String faultId);

    Optional<Alert> findByIdAndAccountId(long id, long accountId);

    /** Of these, {@code size} after the first {@code from}. */
    @Query(
            nativeQuery = true,
            value = "SELECT * FROM alert WHERE account_id = :account ORDER BY occurred_at DESC, id DESC"
                    + " LIMIT :size OFFSET :from")
    List<Alert> all(long account, int size, int from);

    /** Of these, {@code size} after the first {@code from}; only those that stand, or only those that do not. */
    @Query(
            nativeQuery = true,
            value = "SELECT * FROM alert WHERE account_id = :account AND (cleared_at IS NULL) = :active"
                    + " ORDER BY occurred_at DESC, id DESC LIMIT :size OFFSET :from")
    List<Alert> standing(long account, boolean active, int size, int from);
}
