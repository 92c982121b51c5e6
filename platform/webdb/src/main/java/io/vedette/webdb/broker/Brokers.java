package io.vedette.webdb.broker;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

/** The brokers of the field. */
@Transactional(readOnly = true)
public interface Brokers extends JpaRepository<Broker, Long> {

    List<Broker> findByRetiredFalseOrderById();
}
