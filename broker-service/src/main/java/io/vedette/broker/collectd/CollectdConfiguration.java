package io.vedette.broker.collectd;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CollectdConfiguration {

    @Bean
    ValueNames valueNames(CollectdSettings settings) {
        return new ValueNames(settings.typesDb());
    }
}
