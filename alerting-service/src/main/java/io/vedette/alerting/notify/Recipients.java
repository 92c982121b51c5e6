package io.vedette.alerting.notify;

import io.vedette.alerting.config.Configuration;
import io.vedette.contracts.proto.config.Contact;
import io.vedette.contracts.proto.config.ContactGroup;
import io.vedette.contracts.proto.config.RuleSet;
import io.vedette.contracts.proto.config.User;
import io.vedette.webdb.alert.Recipient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Who is told, by the announced configuration: the contacts of the groups a rule set names for a severity. */
@Component
@Profile("notification")
class Recipients {
    private static final Logger LOG = LoggerFactory.getLogger(Recipients.class);

    private final Configuration configuration;

    Recipients(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Somebody in two groups is there twice; a user without a known address is there with an empty target. */
    List<Recipient> of(long ruleSetId, long account, int severity) {
        List<Recipient> recipients = new ArrayList<>();
        for (long groupId : groups(ruleSetId, severity)) {
            Optional<ContactGroup> group =
                    configuration.contactGroup(groupId).filter(found -> found.getAccountId() == account);
            if (group.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("rule_set", ruleSetId)
                        .addKeyValue("contact_group", groupId)
                        .log("contact group is not known: nobody of it is told");
            }
            group.ifPresent(
                    found -> found.getContactsList().forEach(contact -> recipients.add(recipient(groupId, contact))));
        }
        return recipients;
    }

    private List<Long> groups(long ruleSetId, int severity) {
        return configuration.ruleSet(ruleSetId).map(RuleSet::getContactsList).orElse(List.of()).stream()
                .filter(contacts -> contacts.getSeverity() == severity)
                .flatMap(contacts -> contacts.getContactGroupIdsList().stream())
                .distinct()
                .toList();
    }

    private Recipient recipient(long groupId, Contact contact) {
        String method = contact.getMethod();
        if (contact.getUserId() != 0) {
            String address =
                    configuration.user(contact.getUserId()).map(User::getEmail).orElse("");
            return new Recipient(groupId, method, method.equals(EmailMethod.WORD) ? address : "", "", "");
        }
        return new Recipient(groupId, method, contact.getAddress(), contact.getHttpMethod(), contact.getFormat());
    }
}
