package io.vedette.configmonitor.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.webdb.contact.ContactGroup;
import io.vedette.webdb.contact.ContactGroupTerms;
import io.vedette.webdb.contact.ContactGroupTerms.Escalation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contact group as API v2 shows it. */
record ContactGroupView(
        @JsonProperty("_cid") String cid,
        @JsonProperty("_last_modified") long lastModified,

        @JsonProperty("_last_modified_by") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        String lastModifiedBy,

        @JsonProperty("aggregation_window") int aggregationWindow,
        @JsonProperty("alert_formats") Map<String, String> alertFormats,
        @JsonProperty("always_send_clear") boolean alwaysSendClear,
        @JsonProperty("contacts") Contacts contacts,
        @JsonProperty("escalations") @Nullable List<@Nullable EscalationView> escalations,
        @JsonProperty("group_type") String groupType,
        @JsonProperty("name") String name,
        @JsonProperty("reminders") List<Integer> reminders,
        @JsonProperty("tags") List<String> tags) {

    private static final Set<String> KEYED = Set.of("pagerduty", "slack", "victorops");
    private static final String MASK = "********";

    record Contacts(List<External> external, List<User> users) {}

    record External(
            @JsonProperty("contact_info") String contactInfo,
            @JsonProperty("method") String method) {}

    record User(
            @JsonProperty("_contact_info") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String contactInfo,

            @JsonProperty("method") String method,
            @JsonProperty("user") String user) {}

    /** @param after seconds */
    record EscalationView(
            @JsonProperty("after") int after,
            @JsonProperty("contact_group") String contactGroup) {}

    /**
     * @param emails addresses of the users in it, by their numbers
     * @param whole whether keys of providers are shown
     */
    static ContactGroupView of(ContactGroup group, Map<Long, String> emails, boolean whole) {
        ContactGroupTerms terms = group.terms();
        return new ContactGroupView(
                Cid.of("contact_group", group.id()),
                group.modifiedAt().getEpochSecond(),
                Cid.ofNullable("user", group.modifiedBy()),
                terms.aggregationWindowS(),
                terms.alertFormats(),
                terms.alwaysSendClear(),
                new Contacts(
                        terms.contacts().external().stream()
                                .map(contact -> new External(
                                        whole || !KEYED.contains(contact.method()) ? contact.contactInfo() : MASK,
                                        contact.method()))
                                .toList(),
                        terms.contacts().users().stream()
                                .map(contact -> new User(
                                        emails.get(contact.user()), contact.method(), Cid.of("user", contact.user())))
                                .toList()),
                escalations(terms.escalations()),
                terms.groupType(),
                terms.name(),
                terms.reminders(),
                terms.tags());
    }

    private static @Nullable List<@Nullable EscalationView> escalations(
            @Nullable List<@Nullable Escalation> escalations) {
        if (escalations == null) {
            return null;
        }
        List<@Nullable EscalationView> views = new ArrayList<>();
        for (Escalation escalation : escalations) {
            views.add(
                    escalation == null
                            ? null
                            : new EscalationView(
                                    escalation.afterS(), Cid.of("contact_group", escalation.contactGroup())));
        }
        return views;
    }
}
