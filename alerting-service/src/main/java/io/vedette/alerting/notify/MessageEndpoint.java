package io.vedette.alerting.notify;

import io.vedette.service.identity.Caller;
import io.vedette.service.identity.Role;
import io.vedette.webdb.alert.Messages;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.data.domain.Limit;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was and is to be told to people of the caller's account, newest first, and whether e-mail leaves this machine at all. */
@RestController
@Profile("notification")
class MessageEndpoint {
    private static final int MOST = 200;

    private final Messages messages;
    private final EmailMethod email;

    MessageEndpoint(Messages messages, EmailMethod email) {
        this.messages = messages;
        this.email = email;
    }

    @GetMapping("/api/messages")
    MessageList list(@AuthenticationPrincipal Caller caller) {
        caller.needs(Role.VIEWER);
        boolean wholeUrl = caller.role().covers(Role.ADMIN);
        return new MessageList(
                email.isConfigured(),
                messages.findByAccountIdOrderByIdDesc(caller.account(), Limit.of(MOST)).stream()
                        .map(message -> MessageView.of(message, wholeUrl))
                        .toList());
    }

    /**
     * @param smtp false: no SMTP server is configured, e-mails are kept here
     */
    record MessageList(boolean smtp, List<MessageView> messages) {}
}
