package io.vedette.alerting.notify;

import io.vedette.alerting.alert.AlertChanged;
import io.vedette.webdb.alert.Alert;
import io.vedette.webdb.alert.AlertCause;
import io.vedette.webdb.alert.AlertSubject;
import io.vedette.webdb.alert.MessageKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people read: one line that says it, and a body that says where, what, since when and where to look. Times are in UTC. */
final class AlertText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ABSENCE = "on absence";

    private final Alert alert;
    private final MessageKind kind;
    private final int before;
    private final String link;

    /**
     * @param link where the alert can be looked at
     */
    AlertText(AlertChanged changed, String link) {
        alert = changed.alert();
        kind = kindOf(changed.kind());
        before = changed.transition().getFromSeverity();
        this.link = link;
    }

    static MessageKind kindOf(AlertChanged.Kind kind) {
        return switch (kind) {
            case OPENED -> MessageKind.ALERT;
            case CHANGED -> MessageKind.TRANSITION;
            case CLEARED -> MessageKind.RECOVERY;
        };
    }

    String subject() {
        String head = switch (kind) {
            case ALERT -> "[Severity " + alert.cause().severity() + "] ";
            case TRANSITION -> "[Severity " + before + " -> " + alert.cause().severity() + "] ";
            case RECOVERY -> "[Recovered] ";
        };
        return oneLine(head + checkName() + ": " + alert.subject().metricName() + " " + what());
    }

    String body() {
        AlertSubject subject = alert.subject();
        List<String> lines = new ArrayList<>();
        lines.add(sentence());
        lines.add("");
        line(lines, "Check", checkName() + of(subject.checkType(), subject.checkTarget()));
        line(lines, "Broker", subject.brokerName());
        line(lines, "Metric", subject.metricName());
        line(lines, "Value", alert.cause().value());
        line(lines, "Rule", rule());
        line(lines, "Rule set", subject.ruleSetName());
        line(lines, "Severity", Integer.toString(alert.cause().severity()));
        line(lines, "Since", TIME.format(alert.occurredAt()));
        Instant cleared = alert.clearedAt();
        if (cleared != null) {
            line(lines, "Cleared", TIME.format(cleared) + after(Duration.between(alert.occurredAt(), cleared)));
            line(lines, "Now", alert.clearedValue() == null ? "" : alert.clearedValue());
        }
        line(lines, "Notes", subject.ruleSetNotes());
        line(lines, "See also", subject.ruleSetLink());
        lines.add("");
        lines.add(link);
        return String.join("\n", lines) + "\n";
    }

    private String sentence() {
        String metric = alert.subject().metricName() + " of " + checkName();
        return switch (kind) {
            case ALERT -> metric + " " + what() + ".";
            case TRANSITION ->
                metric + " " + what() + "; its severity was " + before + " and is "
                        + alert.cause().severity() + " now.";
            case RECOVERY -> metric + " is well again.";
        };
    }

    private String what() {
        AlertCause cause = alert.cause();
        if (kind == MessageKind.RECOVERY) {
            String value = alert.clearedValue();
            return value == null || value.isEmpty() ? "is well again" : "is " + value + ", well again";
        }
        return switch (cause.criteria()) {
            case ABSENCE -> "has sent nothing for " + cause.threshold() + " s";
            case "max value" -> "is " + cause.value() + ", more than " + cause.threshold();
            case "min value" -> "is " + cause.value() + ", less than " + cause.threshold();
            default -> "is " + cause.value() + " (" + rule() + ")";
        };
    }

    private String rule() {
        AlertCause cause = alert.cause();
        return cause.criteria() + " " + cause.threshold() + (cause.criteria().equals(ABSENCE) ? " s" : "");
    }

    private String checkName() {
        AlertSubject subject = alert.subject();
        return subject.checkName().isEmpty() ? subject.checkUuid().toString() : subject.checkName();
    }

    private static String of(String type, String target) {
        String words = (type + " " + target).strip();
        return words.isEmpty() ? "" : " (" + words + ")";
    }

    private static String after(Duration stood) {
        long seconds = Math.max(0, stood.toSeconds());
        return seconds < 120 ? ", after " + seconds + " s" : ", after " + seconds / 60 + " min";
    }

    private static void line(List<String> lines, String label, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "%-9s %s", label + ":", value));
        }
    }

    /** Names come from outside: none may end a header line. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
