package io.vedette.stratcon.data;

import io.vedette.stratcon.config.Accounts;
import io.vedette.stratcon.store.RollupStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSettings.class)
class DataConfiguration {

    @Bean
    Reading reading(DataSettings settings) {
        return new Reading(settings.atOnce());
    }

    @Bean
    QueryCost queryCost(Accounts accounts, DataSettings settings) {
        return new QueryCost(accounts, settings);
    }

    @Bean
    SeriesReading seriesReading(RollupStore store, Reading reading, QueryCost cost) {
        return new SeriesReading(store, reading, cost);
    }
}
