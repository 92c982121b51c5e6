package io.vedette.stratcon.clock;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    ServerClocks serverClocks(Clock clock, MeterRegistry meters) {
        return new ServerClocks(clock, meters);
    }

    @Bean
    StoreClock storeClock(ServerClocks clocks, DataSource store) {
        return new StoreClock(clocks.store(), new JdbcTemplate(store));
    }
}
