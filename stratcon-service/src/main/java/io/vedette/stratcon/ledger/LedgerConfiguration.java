package io.vedette.stratcon.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.stratcon.store.RollupStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    @Bean
    LiveTallies liveTallies() {
        return new LiveTallies();
    }

    @Bean
    Ledger ledger(RollupStore store, LiveTallies live, Clock clock, MeterRegistry meters) {
        return new Ledger(store, live, clock, meters);
    }
}
