package io.vedette.alerting.notify;

import io.vedette.webdb.alert.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/**
 * Tells by e-mail. The Message-ID is made of the idempotency key, so that a mail delivered twice is one to whoever compares them. Without an SMTP
 * server configured nothing leaves this machine: messages are kept.
 */
@Component
@Profile("notification")
class EmailMethod implements NotificationMethod {
    static final String WORD = "email";
    static final String NO_SERVER = "no SMTP server is configured";

    private final ObjectProvider<JavaMailSender> senders;
    private final NotifySettings settings;

    EmailMethod(ObjectProvider<JavaMailSender> senders, NotifySettings settings) {
        this.senders = senders;
        this.settings = settings;
    }

    /** Whether an SMTP server is configured. */
    boolean isConfigured() {
        return senders.getIfAvailable() != null;
    }

    @Override
    public String word() {
        return WORD;
    }

    @Override
    public String server(Message message) {
        return "smtp";
    }

    @Override
    public Outcome deliver(Message message) {
        JavaMailSender sender = senders.getIfAvailable();
        if (sender == null) {
            return new Outcome.Kept(NO_SERVER);
        }
        try {
            sender.send(mail(message));
            return new Outcome.Delivered();
        } catch (AddressException | MailParseException e) {
            return new Outcome.Rejected("the address is none: " + e.getMessage());
        } catch (MessagingException e) {
            return new Outcome.Rejected("the mail cannot be written: " + e.getMessage());
        } catch (MailSendException e) {
            return isRefused(e)
                    ? new Outcome.Rejected("the SMTP server refuses the address")
                    : new Outcome.Retryable(cause(e));
        } catch (MailException e) {
            return new Outcome.Retryable(cause(e));
        }
    }

    private MimeMessage mail(Message message) throws MessagingException {
        MimeMessage mail = new KeyedMail(message.idempotencyKey() + "@vedette");
        mail.setFrom(new InternetAddress(settings.from()));
        mail.setRecipient(
                jakarta.mail.Message.RecipientType.TO,
                new InternetAddress(message.recipient().target(), true));
        mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
        mail.setText(message.body(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(message.createdAt()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /** A 5xx answer to the recipient; anything else may pass. */
    private static boolean isRefused(MailSendException e) {
        return e.getFailedMessages().values().stream()
                .anyMatch(failure -> failure instanceof SendFailedException refused
                        && refused.getInvalidAddresses() != null
                        && refused.getInvalidAddresses().length > 0);
    }

    private static String cause(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (e instanceof MailSendException sending
                && !sending.getFailedMessages().isEmpty()) {
            root = sending.getFailedMessages().values().iterator().next();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static final class KeyedMail extends MimeMessage {
        private final String id;

        KeyedMail(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
