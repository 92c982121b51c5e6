package io.vedette.stratcon.draw;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.contracts.kafka.Topic;
import io.vedette.stratcon.draw.BrokerDraw.Export;
import io.vedette.stratcon.enrol.Enrolment;
import io.vedette.stratcon.enrol.Revocations;
import io.vedette.stratcon.export.InfluxSettings;
import io.vedette.stratcon.export.InfluxWriter;
import io.vedette.stratcon.ledger.LiveTallies;
import io.vedette.stratcon.mq.ConsumerThread;
import io.vedette.stratcon.mq.Consumers;
import io.vedette.stratcon.mq.MessageQueue;
import io.vedette.stratcon.rollup.StreamNames;
import io.vedette.stratcon.store.RollupStore;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DrawSettings.class, InfluxSettings.class})
class DrawConfiguration {

    /** Streams whose names are remembered: some 14 MB when it is full. */
    private static final int NAMES = 1 << 16;

    @Bean
    DrawTools drawTools(DrawSettings settings, MeterRegistry meters, LiveTallies live, Clock clock) {
        return new DrawTools(settings, new DrawMetrics(meters, live), new StreamNames(NAMES), clock);
    }

    @Bean
    Draws draws(
            Enrolment enrolment,
            Revocations revocations,
            RollupStore store,
            MessageQueue queue,
            DrawTools tools,
            ApplicationEventPublisher events,
            InfluxSettings influx,
            MeterRegistry meters) {
        Optional<Export> export =
                influx.isOn() ? Optional.of(new Export(influx, new InfluxWriter(influx, meters))) : Optional.empty();
        return new Draws(
                enrolment,
                (broker, identity) -> new BrokerDraw(
                        broker,
                        identity.sslContext(broker.getCn(), revocations::contains),
                        store,
                        queue,
                        tools,
                        events,
                        export));
    }

    @Bean
    OtherFeeds otherFeeds() {
        return new OtherFeeds();
    }

    @Bean
    ConsumerThread feedsReader(Consumers consumers, OtherFeeds feeds) {
        return consumers.reader(Topic.FEEDS, Consumers.Begin.END, feeds::take);
    }

    @Bean
    FeedsTeller feedsTeller(Draws draws, MessageQueue queue) {
        return new FeedsTeller(draws, queue);
    }
}
