package io.vedette.webdb.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/** The checks of all bundles. */
@Transactional(readOnly = true)
public interface Checks extends JpaRepository<Check, Long> {

    Optional<Check> findByIdAndAccountId(long id, long accountId);

    List<Check> findByBundleIdInOrderById(Collection<Long> bundleIds);

    long countByAccountId(long accountId);

    List<Check> findByUuidIn(Collection<UUID> uuids);
}
