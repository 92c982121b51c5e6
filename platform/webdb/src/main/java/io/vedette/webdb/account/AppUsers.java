package io.vedette.webdb.account;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

/** The users of all accounts. */
@Transactional(readOnly = true)
public interface AppUsers extends JpaRepository<AppUser, Long> {

    @Query("select u from AppUser u where lower(u.email) = lower(:email)")
    Optional<AppUser> findByEmail(String email);

    Optional<AppUser> findByIdAndAccountId(long id, long accountId);

    List<AppUser> findByAccountIdOrderById(long accountId);

    /** Holds the row until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from AppUser u where u.id = :id and u.accountId = :accountId")
    Optional<AppUser> findToChange(long id, long accountId);
}
