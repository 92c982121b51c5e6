package io.vedette.stratcon.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.kafka.Topic;
import io.vedette.stratcon.config.Checks;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

    @Bean
    CheckHandouts checkHandouts(Checks checks, MeterRegistry meters, Removals removals) {
        return new CheckHandouts(checks, new ControlMetrics(meters), removals);
    }

    @Bean
    RevocationHandouts revocationHandouts() {
        return new RevocationHandouts();
    }

    @Bean
    Watches watches(Clock clock) {
        return new Watches(clock);
    }

    @Bean
    ConsumerThread viewersReader(Consumers consumers, Watches watches) {
        return consumers.reader(Topic.VIEWERS, Consumers.Begin.OLDEST, watches::take);
    }

    @Bean
    LivePlay livePlay(Watches watches, Checks checks) {
        return new LivePlay(watches, checks);
    }

    @Bean
    Removals removals(MeterRegistry meters, ApplicationEventPublisher events) {
        return new Removals(meters, events);
    }
}
