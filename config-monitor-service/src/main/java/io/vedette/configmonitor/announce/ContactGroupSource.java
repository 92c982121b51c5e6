package io.vedette.configmonitor.announce;

import static java.util.stream.Collectors.toMap;

import io.vedette.contracts.kafka.ConfigKey;
import io.vedette.contracts.proto.config.ConfigResource;
import io.vedette.contracts.proto.config.Contact;
import io.vedette.contracts.proto.config.ContactGroup;
import io.vedette.webdb.contact.ContactGroupTerms;
import io.vedette.webdb.contact.ContactGroupTerms.ExternalContact;
import io.vedette.webdb.contact.ContactGroups;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Contact groups; API v2's JSON text of a webhook is taken apart here, once, for all readers. */
@Component
class ContactGroupSource implements ResourceSource {
    /** Others carry keys, which are not for the topic. */
    private static final Set<String> ADDRESSED = Set.of("email", "sms");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ContactGroups groups;

    ContactGroupSource(ContactGroups groups) {
        this.groups = groups;
    }

    @Override
    public ConfigKey.Kind kind() {
        return ConfigKey.Kind.CONTACT_GROUP;
    }

    @Override
    public Table table() {
        return new Table("contact_group", "id");
    }

    @Override
    public Map<String, ConfigResource.Builder> read(Collection<String> ids) {
        return groups.findAllById(Numbers.of(ids)).stream()
                .collect(toMap(group -> Long.toString(group.id()), ContactGroupSource::resource));
    }

    private static ConfigResource.Builder resource(io.vedette.webdb.contact.ContactGroup group) {
        ContactGroupTerms terms = group.terms();
        ContactGroup.Builder announced = ContactGroup.newBuilder()
                .setId(group.id())
                .setAccountId(group.accountId())
                .setName(terms.name())
                .setGroupType(terms.groupType())
                .setAggregationWindowS(terms.aggregationWindowS())
                .setAlwaysSendClear(terms.alwaysSendClear());
        terms.contacts()
                .users()
                .forEach(user -> announced.addContacts(
                        Contact.newBuilder().setMethod(user.method()).setUserId(user.user())));
        terms.contacts().external().forEach(external -> announced.addContacts(contact(external)));
        return ConfigResource.newBuilder()
                .setVersion(group.version())
                .setAccountId(group.accountId())
                .setContactGroup(announced);
    }

    private static Contact contact(ExternalContact external) {
        Contact.Builder contact = Contact.newBuilder().setMethod(external.method());
        if (!external.method().equals("http")) {
            return ADDRESSED.contains(external.method())
                    ? contact.setAddress(external.contactInfo()).build()
                    : contact.build();
        }
        JsonNode webhook = JSON.readTree(external.contactInfo());
        return contact.setAddress(webhook.path("url").asString(""))
                .setFormat(webhook.path("format").asString("json"))
                .setHttpMethod(webhook.path("method").asString("POST"))
                .build();
    }
}
