package io.vedette.alerting.notify;

import io.vedette.webdb.alert.Message;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as people look at it.
 *
 * @param to e-mail address or URL; of a URL only the host, unless the caller may see what it may hold
 * @param state a word, and after a colon why
 * @param lastError of the last attempt; null when there was none
 * @param created ISO-8601
 * @param ended ISO-8601; null while it is due
 */
record MessageView(
        long id,
        String alert,
        String kind,
        String method,
        String to,
        String subject,
        String body,
        String state,
        int attempts,
        @Nullable String lastError,
        Instant created,
        @Nullable Instant ended) {

    static MessageView of(Message message, boolean wholeUrl) {
        String reason = message.reason();
        String word = message.state().word();
        return new MessageView(
                message.id(),
                "/alert/" + message.alertId(),
                message.kind().word(),
                message.recipient().method(),
                wholeUrl ? message.recipient().target() : shown(message),
                message.subject(),
                message.body(),
                reason.isEmpty() ? word : word + ": " + reason,
                message.attempts(),
                reason.isEmpty() ? null : reason,
                message.createdAt(),
                message.endedAt());
    }

    private static String shown(Message message) {
        String target = message.recipient().target();
        if (!message.recipient().method().equals(WebhookMethod.WORD)) {
            return target;
        }
        try {
            URI uri = URI.create(target);
            return uri.getScheme() + "://" + uri.getHost() + "/…";
        } catch (IllegalArgumentException e) {
            return "…";
        }
    }
}
