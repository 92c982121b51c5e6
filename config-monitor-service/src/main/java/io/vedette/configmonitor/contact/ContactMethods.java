package io.vedette.configmonitor.contact;

import io.vedette.configmonitor.apiv2.Fields;
import io.vedette.webdb.contact.ContactGroupTerms.Contacts;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which ways of telling go with which type of contact group. */
final class ContactMethods {
    private static final Set<String> PEOPLE = Set.of("email", "sms", "http");

    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "normal", PEOPLE,
            "escalation", PEOPLE,
            "oncall", PEOPLE,
            "opsgenie", Set.of("http"),
            "pagerduty", Set.of("pagerduty"),
            "slack", Set.of("slack"),
            "victorops", Set.of("victorops"));

    static final Set<String> TYPES = new TreeSet<>(BY_TYPE.keySet());
    static final Set<String> OF_USERS = new TreeSet<>(Set.of("email", "sms", "http", "pagerduty"));
    static final Set<String> OF_OTHERS =
            new TreeSet<>(Set.of("email", "sms", "http", "pagerduty", "slack", "victorops"));

    private ContactMethods() {}

    /** Refuses contacts that a group of the type does not have. */
    static void judge(Fields body, String groupType, Contacts contacts) {
        Set<String> allowed = BY_TYPE.get(groupType);
        boolean fits = allowed == null
                || Stream.concat(
                                contacts.users().stream().map(user -> user.method()),
                                contacts.external().stream().map(other -> other.method()))
                        .filter(method -> OF_USERS.contains(method) || OF_OTHERS.contains(method))
                        .allMatch(allowed::contains);
        if (!fits) {
            body.wrong(
                    "group_type",
                    groupType + " has contacts by " + String.join(", ", new TreeSet<>(allowed)) + " alone");
        }
    }
}
