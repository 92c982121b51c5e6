package io.vedette.alerting.alert;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.webdb.scope.Scope;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.stereotype.Component;

/**
 * Takes transitions, in order within a fault, and acknowledges each once it is recorded. What cannot be read is logged, counted and acknowledged;
 * what cannot be recorded because the Web DB is away is tried again for as long as it takes. Started by {@link AlertGate}.
 */
@Component
@Profile("notification")
class FaultListener {
    static final String ID = "faults";
    private static final Logger LOG = LoggerFactory.getLogger(FaultListener.class);

    /** Detection may know a rule set a moment before this service does. */
    private static final Duration KNOWN_WITHIN = Duration.ofSeconds(2);

    private final AlertRegister register;
    private final Configuration configuration;
    private final AlertMetrics metrics;

    FaultListener(AlertRegister register, Configuration configuration, AlertMetrics metrics) {
        this.register = register;
        this.configuration = configuration;
        this.metrics = metrics;
    }

    @KafkaListener(id = ID, topics = "vedette.faults", groupId = "vedette-notification", autoStartup = "false")
    void take(ConsumerRecord<String, byte[]> told, Acknowledgment acknowledgment) throws InterruptedException {
        FaultTransition transition;
        try {
            transition = FaultTransition.parseFrom(told.value());
            UUID.fromString(transition.getCheckUuid());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            metrics.countMalformed();
            LOG.atError()
                    .addKeyValue("partition", told.partition())
                    .addKeyValue("offset", told.offset())
                    .log("no fault transition, passed over: {}", e.getMessage());
            acknowledgment.acknowledge();
            return;
        }
        configuration.awaitRuleSet(transition.getRuleSetId(), transition.getRuleSetVersion(), KNOWN_WITHIN);
        FaultTransition taken = transition;
        metrics.count(Scope.across("faults").call(() -> register.record(taken)));
        acknowledgment.acknowledge();
    }
}
