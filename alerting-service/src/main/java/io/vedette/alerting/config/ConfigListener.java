package io.vedette.alerting.config;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.config.ConfigResource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Feeds {@link Configuration} from {@link Topic#CONFIG} for as long as the service runs. Starts first and stops last: everything else asks it. */
@Component
public class ConfigListener implements SmartLifecycle {
    private final Configuration configuration;
    private final TopicReader reader;

    ConfigListener(Configuration configuration, KafkaClients clients) {
        this.configuration = configuration;
        reader = new TopicReader(Topic.CONFIG, TopicReader.Start.BEGINNING, clients, this::take);
    }

    /** Whether all that was announced when the service started is here. */
    public boolean isCurrent() {
        return reader.isCurrent();
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void stop() {
        reader.stop();
    }

    @Override
    public boolean isRunning() {
        return reader.isRunning();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void take(ConsumerRecord<String, byte[]> announced) {
        if (announced.value() == null) {
            return;
        }
        try {
            configuration.apply(ConfigKey.parse(announced.key()), ConfigResource.parseFrom(announced.value()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no resource under " + announced.key(), e);
        }
    }
}
