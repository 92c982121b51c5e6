package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.contracts.proto.config.Check;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.springframework.stereotype.Component;

/**
 * Check type {@code smtp}: a talk with a mail server, up to a whole mail where {@code payload} is given. Keys: {@code port} (25), {@code ehlo}
 * ({@code vedette.local}), {@code starttls}, {@code sasl_authentication} ({@code off}, {@code plain}, {@code login}) with {@code sasl_user} and
 * {@code sasl_password}, {@code from}, {@code to}, {@code payload}, and the keys of {@link ClientTls}. Metrics: {@code duration} in ms, {@code banner_code},
 * {@code ehlo_response_<word>}, {@code last_cmd}, {@code last_code}, {@code last_message}, {@code cert_…}. Good when every answer is 2xx or 3xx. A
 * password is sent over TLS alone.
 */
@Component
final class SmtpModule implements CheckModule {
    private static final int MOST_LINES = 200;
    private static final int MOST_LINE = 4096;

    private final ClientTls tls;

    SmtpModule(ClientTls tls) {
        this.tls = tls;
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        String login = login(check);
        Fields fields = new Fields(check)
                .target()
                .wholeNumber("port", 1, 65535)
                .flag("starttls")
                .wrongIf(
                        !Set.of("off", "plain", "login").contains(login),
                        "sasl_authentication",
                        "must be off, plain or login")
                .wrongIf(
                        !login.equals("off") && !Fields.isTrue(check, "starttls"),
                        "sasl_authentication",
                        "wants starttls: a password is sent over TLS alone");
        for (String key : List.of("ehlo", "from", "to")) {
            String value = check.getConfigOrDefault(key, "");
            fields.wrongIf(value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0, key, "must be one line");
        }
        List<FieldError> errors = new ArrayList<>(fields.errors());
        errors.addAll(tls.verify(check));
        return errors;
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException, GeneralSecurityException {
        long start = System.nanoTime();
        Collected collected = new Collected(nowMs);
        CertificateWitness witness = tls.witness(check);
        try (Socket plain = TcpModule.connect(check, Integer.parseInt(check.getConfigOrDefault("port", "25")))) {
            Talk talk = new Talk(plain);
            boolean good = converse(check, talk, witness, collected);
            collected.count("duration", TcpModule.msSince(start));
            collected.text("last_cmd", talk.lastCommand);
            collected.count("last_code", talk.lastCode);
            collected.text("last_message", talk.lastMessage);
            return new CheckResult(
                    true, good, talk.lastCommand + ": " + talk.lastCode + " " + talk.lastMessage, collected.samples());
        } catch (SSLException e) {
            collected.addAll(witness.samples(nowMs, null));
            return new CheckResult(true, false, "TLS: " + e.getMessage(), collected.samples());
        }
    }

    private boolean converse(Check check, Talk talk, CertificateWitness witness, Collected collected)
            throws IOException, GeneralSecurityException {
        boolean good = talk.hear("banner");
        collected.count("banner_code", talk.lastCode);
        good = good && greet(check, talk);
        if (good && Fields.isTrue(check, "starttls")) {
            good = talk.say("STARTTLS", "STARTTLS");
            if (good) {
                SSLSocket secured = tls.over(talk.socket, check, witness, check.getTarget());
                collected.addAll(witness.samples(collected.nowMs(), secured.getSession()));
                talk.goOn(secured);
                good = greet(check, talk);
            }
        }
        talk.told.forEach(line -> {
            String[] words = line.split(" ", 2);
            collected.text("ehlo_response_" + words[0].toLowerCase(Locale.ROOT), words.length > 1 ? words[1] : "true");
        });
        good = good && signedIn(check, talk) && mailed(check, talk);
        return talk.quit(good);
    }

    private static boolean greet(Check check, Talk talk) throws IOException {
        boolean good = talk.say("EHLO", "EHLO " + check.getConfigOrDefault("ehlo", "vedette.local"));
        talk.told = List.copyOf(talk.heard.subList(Math.min(1, talk.heard.size()), talk.heard.size()));
        return good;
    }

    private static boolean signedIn(Check check, Talk talk) throws IOException {
        String user = check.getConfigOrDefault("sasl_user", "");
        String password = check.getConfigOrDefault("sasl_password", "");
        return switch (login(check)) {
            case "plain" -> talk.say("AUTH", "AUTH PLAIN " + base64("\0" + user + "\0" + password));
            case "login" ->
                talk.say("AUTH", "AUTH LOGIN") && talk.say("AUTH", base64(user)) && talk.say("AUTH", base64(password));
            default -> true;
        };
    }

    private static boolean mailed(Check check, Talk talk) throws IOException {
        String from = check.getConfigOrDefault("from", "");
        String to = check.getConfigOrDefault("to", "");
        if (from.isEmpty()) {
            return true;
        }
        boolean good = talk.say("MAIL FROM", "MAIL FROM:<" + from + ">")
                && (to.isEmpty() || talk.say("RCPT TO", "RCPT TO:<" + to + ">"));
        String payload = check.getConfigOrDefault("payload", "");
        if (payload.isEmpty() || to.isEmpty()) {
            return good && talk.say("RSET", "RSET");
        }
        String stuffed = payload.replace("\r\n", "\n").replace("\n", "\r\n").replaceAll("(?m)^\\.", "..");
        return good && talk.say("DATA", "DATA") && talk.say("DATA", stuffed + "\r\n.");
    }

    private static String login(Check check) {
        return check.getConfigOrDefault("sasl_authentication", "off").toLowerCase(Locale.ROOT);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One talk: what was said last, and what was heard. */
    private static final class Talk {
        private Socket socket;
        private BufferedInputStream in;
        private List<String> heard = new ArrayList<>();
        private List<String> told = List.of();
        private String lastCommand = "";
        private int lastCode;
        private String lastMessage = "";

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            in = new BufferedInputStream(socket.getInputStream());
        }

        void goOn(SSLSocket secured) throws IOException {
            socket = secured;
            in = new BufferedInputStream(secured.getInputStream());
        }

        /** The command's word is kept for people; what is sent may hold a password. */
        boolean say(String command, String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return hear(command);
        }

        boolean hear(String command) throws IOException {
            lastCommand = command;
            heard = new ArrayList<>();
            String line;
            do {
                line = line();
                if (!line.matches("\\d{3}.*") || heard.size() > MOST_LINES) {
                    throw new IOException("no answer of SMTP after " + command);
                }
                heard.add(line.length() > 4 ? line.substring(4) : "");
            } while (line.length() > 3 && line.charAt(3) == '-');
            lastCode = Integer.parseInt(line.substring(0, 3));
            lastMessage = heard.getLast();
            return lastCode / 100 == 2 || lastCode / 100 == 3;
        }

        /** Takes leave; what was said last before stays what is told. */
        boolean quit(boolean good) throws IOException {
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return good;
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0 || line.length() > MOST_LINE) {
                    throw new IOException("the mail server broke off after " + lastCommand);
                }
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        }
    }
}
