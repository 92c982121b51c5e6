package io.vedette.configmonitor.contact;

import static java.util.Objects.requireNonNullElse;

import io.vedette.configmonitor.apiv2.Cid;
import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.webdb.contact.ContactGroupTerms;
import io.vedette.webdb.contact.ContactGroupTerms.Contacts;
import io.vedette.webdb.contact.ContactGroupTerms.Escalation;
import io.vedette.webdb.contact.ContactGroupTerms.ExternalContact;
import io.vedette.webdb.contact.ContactGroupTerms.UserContact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a caller wants of a contact group; everything wrong is left in the {@link Fields}. */
final class ContactGroupReader {
    private static final int NAME = 500;
    private static final int FORMAT = 16_384;
    private static final int SEVERITIES = 5;
    private static final int LEAST_ESCALATION_S = 300;
    private static final Set<String> FORMATS =
            Set.of("long_message", "long_subject", "long_summary", "short_message", "short_summary");
    private static final ContactGroupTerms BLANK = new ContactGroupTerms(
            "",
            "normal",
            300,
            true,
            Map.of(),
            new Contacts(List.of(), List.of()),
            null,
            Collections.nCopies(SEVERITIES, 0),
            List.of());

    private ContactGroupReader() {}

    /**
     * @param stored what the group is; null for a new one
     * @param userExists whether the account has a user of that number
     */
    static ContactGroupTerms read(
            Fields body, @Nullable ContactGroupTerms stored, LongPredicate userExists, LongPredicate groupExists) {
        ContactGroupTerms before = requireNonNullElse(stored, BLANK);
        String groupType = body.word("group_type", before.groupType(), ContactMethods.TYPES);
        return new ContactGroupTerms(
                body.text("name", stored == null ? null : before.name(), NAME),
                groupType,
                body.integer("aggregation_window", before.aggregationWindowS(), 0, Integer.MAX_VALUE),
                body.flag("always_send_clear", before.alwaysSendClear()),
                formats(body, before.alertFormats()),
                contacts(body, groupType, before.contacts(), userExists),
                escalations(body, before.escalations(), groupExists),
                reminders(body, before.reminders()),
                body.tags("tags", before.tags()));
    }

    private static Map<String, String> formats(Fields body, Map<String, String> stored) {
        Fields given = body.object("alert_formats");
        if (given == null) {
            return stored;
        }
        Map<String, String> formats = new TreeMap<>();
        for (String name : FORMATS) {
            String format = given.optionalText(name, null, FORMAT);
            if (format != null) {
                formats.put(name, format);
            }
        }
        return formats;
    }

    private static Contacts contacts(Fields body, String groupType, Contacts stored, LongPredicate userExists) {
        Fields given = body.object("contacts");
        if (given == null) {
            ContactMethods.judge(body, groupType, stored);
            return stored;
        }
        Contacts contacts = new Contacts(
                requireNonNullElse(given.objects("users", user -> user(user, userExists)), List.of()),
                requireNonNullElse(given.objects("external", ContactGroupReader::external), List.of()));
        ContactMethods.judge(body, groupType, contacts);
        return contacts;
    }

    private static UserContact user(Fields given, LongPredicate userExists) {
        String cid = given.text("user", null, NAME);
        OptionalLong user = Cid.number("user", cid);
        if (!cid.isEmpty() && (user.isEmpty() || !userExists.test(user.getAsLong()))) {
            given.wrong("user", "no user '" + cid + "'");
        }
        return new UserContact(user.orElse(0), given.word("method", null, ContactMethods.OF_USERS));
    }

    private static ExternalContact external(Fields given) {
        String method = given.word("method", null, ContactMethods.OF_OTHERS);
        String contact = given.text("contact_info", null, FORMAT);
        ExternalContacts.objection(method, contact).ifPresent(reason -> given.wrong("contact_info", reason));
        return new ExternalContact(contact, method);
    }

    private static @Nullable List<@Nullable Escalation> escalations(
            Fields body, @Nullable List<@Nullable Escalation> stored, LongPredicate groupExists) {
        if (!body.has("escalations")) {
            return stored;
        }
        JsonNode given = body.node("escalations");
        if (given == null) {
            return null;
        }
        if (!given.isArray() || given.size() != SEVERITIES) {
            body.wrong("escalations", "must be five, one for each severity, or null");
            return null;
        }
        List<@Nullable Escalation> escalations = new ArrayList<>();
        for (int n = 0; n < SEVERITIES; n++) {
            escalations.add(escalation(body, "escalations[" + n + "]", given.get(n), groupExists));
        }
        return escalations;
    }

    private static @Nullable Escalation escalation(
            Fields body, String name, JsonNode given, LongPredicate groupExists) {
        if (given.isNull() || (given.isContainer() && given.isEmpty())) {
            return null;
        }
        if (!given.isObject()) {
            body.wrong(name, "must be a JSON object or null");
            return null;
        }
        double after = Fields.asNumber(given.path("after"));
        OptionalLong group =
                Cid.number("contact_group", given.path("contact_group").asString(""));
        if (!(after >= LEAST_ESCALATION_S && after <= Integer.MAX_VALUE)) {
            body.wrong(name + ".after", "must be at least " + LEAST_ESCALATION_S + " s");
            return null;
        }
        if (group.isEmpty() || !groupExists.test(group.getAsLong())) {
            body.wrong(name + ".contact_group", "no such contact group");
            return null;
        }
        return new Escalation((int) after, group.getAsLong());
    }

    private static List<Integer> reminders(Fields body, List<Integer> stored) {
        JsonNode given = body.node("reminders");
        if (given == null) {
            return stored;
        }
        List<Integer> reminders = new ArrayList<>();
        given.forEach(minutes -> {
            double number = minutes.isNull() ? 0 : Fields.asNumber(minutes);
            if (number >= 0 && number <= Integer.MAX_VALUE) {
                reminders.add((int) number);
            }
        });
        if (!given.isArray() || reminders.size() != SEVERITIES) {
            body.wrong("reminders", "must be five numbers of minutes, one for each severity");
        }
        return reminders;
    }
}
