package io.vedette.stratcon.config;

import io.vedette.stratcon.mq.Consumers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConfigConfiguration {

    @Bean
    Checks checks() {
        return new Checks();
    }

    @Bean
    ConfigListener configListener(Consumers consumers, Checks checks, ApplicationEventPublisher events) {
        return new ConfigListener(consumers, checks, events);
    }
}
