package io.vedette.webdb.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Whom a contact group tells, and how.
 *
 * @param groupType normal, escalation or oncall
 * @param aggregationWindowS seconds in which notices of equal or lesser severity are collected into one
 * @param alertFormats templates by API v2's names
 * @param escalations five entries, by severity, some null; or null
 * @param reminders minutes, five, by severity
 */
@Embeddable
public record ContactGroupTerms(
        String name,
        String groupType,
        @Column(name = "aggregation_window_s") int aggregationWindowS,
        boolean alwaysSendClear,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, String> alertFormats,
        @JdbcTypeCode(SqlTypes.JSON) Contacts contacts,
        @JdbcTypeCode(SqlTypes.JSON) @Nullable List<@Nullable Escalation> escalations,
        @JdbcTypeCode(SqlTypes.JSON) List<Integer> reminders,
        @JdbcTypeCode(SqlTypes.JSON) List<String> tags) {

    /** The members. */
    public record Contacts(List<UserContact> users, List<ExternalContact> external) {
        public Contacts {
            users = users == null ? List.of() : users;
            external = external == null ? List.of() : external;
        }
    }

    /**
     * A user, told by a method.
     *
     * @param user number of the user
     */
    public record UserContact(long user, String method) {}

    /**
     * Somebody outside.
     *
     * @param contactInfo as API v2 has it: an e-mail address, or for http a JSON text with url, format and method
     */
    public record ExternalContact(String contactInfo, String method) {}

    /**
     * Who is told next.
     *
     * @param afterS seconds
     * @param contactGroup number of the contact group
     */
    public record Escalation(int afterS, long contactGroup) {}
}
