package io.vedette.webdb.identity;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/** The tokens issued. */
@Transactional(readOnly = true)
public interface ApiTokens extends JpaRepository<ApiToken, UUID> {

    List<ApiToken> findByAccountIdOrderByCreatedAt(long accountId);
}
