package io.vedette.alerting.alert;

import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.proto.config.Broker;
import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.faults.FaultTransition;
import io.vedette.contracts.stream.StreamTags;
import io.vedette.webdb.alert.AlertSubject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Finds out how things are called, from the announced configuration: the Web DB is not asked. */
@Component
@Profile("notification")
class AlertSubjects {
    private final Configuration configuration;

    AlertSubjects(Configuration configuration) {
        this.configuration = configuration;
    }

    AlertSubject of(FaultTransition transition) {
        RuleSet ruleSet = configuration.ruleSet(transition.getRuleSetId()).orElse(RuleSet.getDefaultInstance());
        Check check = configuration.check(transition.getCheckUuid()).orElse(Check.getDefaultInstance());
        Broker broker = configuration.broker(check.getBrokerId()).orElse(Broker.getDefaultInstance());
        return new AlertSubject(
                transition.getRuleSetId(),
                ruleSet.getName(),
                ruleSet.getNotes(),
                ruleSet.getLink(),
                UUID.fromString(transition.getCheckUuid()),
                check.getId(),
                check.getBundleId(),
                check.getName(),
                check.getType(),
                check.getTarget(),
                check.getBrokerId(),
                broker.getName(),
                transition.getMetricName(),
                tags(check, transition.getMetricName()));
    }

    private static List<String> tags(Check check, String metric) {
        return Stream.concat(check.getTagsList().stream(), StreamTags.written(metric).stream())
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }
}
