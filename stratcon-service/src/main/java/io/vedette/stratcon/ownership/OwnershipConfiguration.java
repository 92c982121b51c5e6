package io.vedette.stratcon.ownership;

import io.vedette.stratcon.home.Home;
import io.vedette.stratcon.mq.Consumers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OwnershipConfiguration {

    @Bean
    Ownership ownership(Consumers consumers, Home home, ApplicationEventPublisher events) {
        return new Ownership(consumers, new KnownBrokers(home), events);
    }
}
