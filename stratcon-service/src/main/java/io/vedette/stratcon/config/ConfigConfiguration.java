package io.vedette.stratcon.config;

import io.vedette.contracts.kafka.RunningVersion;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
    Accounts accounts() {
        return new Accounts();
    }

    @Bean
    ConsumerThread configReader(
            Consumers consumers, Checks checks, Accounts accounts, ApplicationEventPublisher events) {
        // In a group only so that it can say how far it is; the beginning is sought each time.
        Map<String, Object> settings = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                RunningVersion.group("stratcon"),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        return consumers.thread("config", settings, new ConfigListener(checks, accounts, events));
    }
}
