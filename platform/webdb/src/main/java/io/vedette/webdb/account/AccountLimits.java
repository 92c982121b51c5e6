package io.vedette.webdb.account;

import org.springframework.data.jpa.repository.JpaRepository;

/** The accounts' limits; an account without a row has none. */
public interface AccountLimits extends JpaRepository<AccountLimit, Long> {}
