package io.vedette.alerting.detect;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("detection")
@EnableConfigurationProperties(DetectSettings.class)
class DetectConfiguration {

    @Bean
    Ticker ticker() {
        return () -> System.nanoTime() / 1_000_000;
    }

    @Bean
    BrokerLiveness brokerLiveness(Ticker ticker, DetectSettings settings) {
        return new BrokerLiveness(ticker, settings.brokerStaleAfter());
    }

    @Bean
    Detector.Surroundings surroundings(
            RuleBooks books,
            BrokerLiveness brokers,
            StreamClients clients,
            DetectMetrics metrics,
            DetectSettings settings) {
        return new Detector.Surroundings(books, brokers, clients, metrics, clients.ticker(), settings.tick());
    }
}
