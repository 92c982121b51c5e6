package io.vedette.alerting.detect;

import io.vedette.alerting.config.Configuration;
import io.vedette.alerting.detect.rule.RuleBook;
import io.vedette.alerting.detect.rule.RuleSetInForce;
import io.vedette.contracts.proto.config.RuleSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The rule book of this moment; written anew, by whoever asks first, when a rule set or a check has changed. */
@Component
@Profile("detection")
class RuleBooks {
    private static final Logger LOG = LoggerFactory.getLogger(RuleBooks.class);

    private final Configuration configuration;
    private volatile RuleBook book = new RuleBook(-1, List.of());

    RuleBooks(Configuration configuration) {
        this.configuration = configuration;
    }

    RuleBook current() {
        RuleBook held = book;
        return held.revision() == configuration.ruleRevision() ? held : renewed();
    }

    private synchronized RuleBook renewed() {
        // The revision is read first: what changes meanwhile makes the next call write again.
        long revision = configuration.ruleRevision();
        if (book.revision() != revision) {
            book = new RuleBook(
                    revision,
                    configuration
                            .ruleSets()
                            .filter(announced -> !configuration.isCheckOff(announced.getCheckUuid()))
                            .flatMap(announced -> inForce(announced).stream())
                            .toList());
        }
        return book;
    }

    private static Optional<RuleSetInForce> inForce(RuleSet announced) {
        try {
            return Optional.of(RuleSetInForce.of(announced));
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("rule_set", announced.getId())
                    .log("rule set names no stream and judges nothing: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
