package io.vedette.webdb.contact;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The contact groups. */
@Transactional(readOnly = true)
public interface ContactGroups extends JpaRepository<ContactGroup, Long> {

    Optional<ContactGroup> findByIdAndAccountId(long id, long accountId);

    List<ContactGroup> findByAccountIdOrderById(long accountId);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from ContactGroup g where g.id = :id and g.accountId = :accountId")
    Optional<ContactGroup> findToChange(long id, long accountId);
}
