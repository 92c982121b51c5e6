package io.vedette.stratcon.own;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.stratcon.clock.ServerClocks;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.draw.Draws;
import io.vedette.stratcon.mq.MessageQueue;
import io.vedette.stratcon.store.RollupStore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OwnSettings.class)
class OwnConfiguration {

    @Bean
    OwnStreams ownStreams(
            OwnSettings settings,
            Checks checks,
            Draws draws,
            MessageQueue queue,
            RollupStore store,
            MeterRegistry meters,
            ServerClocks clocks,
            Clock clock) {
        return new OwnStreams(
                settings,
                checks,
                draws,
                queue,
                clock,
                new OwnBatch(meters, clocks, settings.grace()),
                new OwnJournal(store));
    }
}
