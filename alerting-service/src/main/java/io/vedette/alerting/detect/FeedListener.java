package io.vedette.alerting.detect;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.alerting.config.KafkaClients;
import io.vedette.alerting.config.TopicReader;
import io.vedette.contracts.kafka.Topic;
import io.vedette.contracts.proto.feeds.BrokerFeed;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Tells {@link BrokerLiveness} what the stratcons report each second; only what comes from now on counts. */
@Component
@Profile("detection")
class FeedListener implements SmartLifecycle {
    private final BrokerLiveness brokers;
    private final TopicReader reader;

    FeedListener(BrokerLiveness brokers, KafkaClients clients) {
        this.brokers = brokers;
        reader = new TopicReader(Topic.FEEDS, TopicReader.Start.END, clients, this::take);
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

    private void take(ConsumerRecord<String, byte[]> report) {
        if (report.value() == null) {
            return;
        }
        try {
            brokers.reported(BrokerFeed.parseFrom(report.value()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no feed state under " + report.key(), e);
        }
    }
}
