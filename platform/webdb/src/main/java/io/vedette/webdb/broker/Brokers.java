package io.vedette.webdb.broker;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** The brokers of the field. */
public interface Brokers extends JpaRepository<Broker, Long> {

    List<Broker> findByRetiredFalseOrderById();
}
