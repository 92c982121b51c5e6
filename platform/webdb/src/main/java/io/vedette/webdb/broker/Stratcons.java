package io.vedette.webdb.broker;

import org.springframework.data.jpa.repository.JpaRepository;

/** The stratcons that enrolled. */
public interface Stratcons extends JpaRepository<Stratcon, Long> {}
