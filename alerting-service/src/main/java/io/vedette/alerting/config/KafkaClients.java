package io.vedette.alerting.config;

import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.kafka.TopicCheck;
import java.util.EnumSet;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** How this service reaches Kafka when it does so without Spring's listeners: addresses and credentials are those of {@code spring.kafka}. */
@Component
public class KafkaClients {
    private final KafkaProperties properties;
    private final KafkaConnectionDetails connection;

    KafkaClients(KafkaProperties properties, KafkaConnectionDetails connection) {
        this.properties = properties;
        this.connection = connection;
    }

    /** Properties for a consumer; a new map at each call. */
    public Map<String, Object> forConsumer() {
        return reached(properties.buildConsumerProperties());
    }

    /** Properties for Kafka Streams; a new map at each call. */
    public Map<String, Object> forStreams() {
        return reached(properties.buildStreamsProperties());
    }

    /**
     * Makes what is missing of these topics and refuses those with other settings.
     *
     * @throws io.vedette.contracts.kafka.WrongTopicException naming every wrong setting
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public void ensure(EnumSet<Topic> topics) throws InterruptedException {
        try (Admin admin = Admin.create(reached(properties.buildAdminProperties()))) {
            TopicCheck.ensure(admin, topics);
        }
    }

    private Map<String, Object> reached(Map<String, Object> built) {
        built.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, connection.getBootstrapServers());
        return built;
    }
}
