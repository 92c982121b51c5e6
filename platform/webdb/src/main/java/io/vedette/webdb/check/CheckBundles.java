package io.vedette.webdb.check;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The check bundles. */
@Transactional(readOnly = true)
public interface CheckBundles extends JpaRepository<CheckBundle, Long> {

    Optional<CheckBundle> findByIdAndAccountId(long id, long accountId);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select b from CheckBundle b where b.id = :id and b.accountId = :accountId")
    Optional<CheckBundle> findToChange(long id, long accountId);
}
