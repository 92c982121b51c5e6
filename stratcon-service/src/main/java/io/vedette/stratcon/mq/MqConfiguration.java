package io.vedette.stratcon.mq;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.stratcon.clock.ServerClocks;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MqConfiguration {

    @Bean
    Topics topics(KafkaProperties kafka) {
        return new Topics(kafka.buildAdminProperties());
    }

    @Bean
    MessageQueue messageQueue(
            KafkaProperties kafka, Topics topics, MeterRegistry meters, Clock clock, ServerClocks clocks) {
        Map<String, Object> properties = new HashMap<>(kafka.buildProducerProperties());
        properties.putAll(MessageQueue.settings());
        return new MessageQueue(properties, topics, new MqMetrics(meters), clock, clocks.kafka());
    }

    @Bean
    Consumers consumers(KafkaProperties kafka, Topics topics) {
        return new Consumers(kafka.buildConsumerProperties(), topics);
    }
}
