package io.vedette.broker.check;

import io.vedette.broker.door.Problem.FieldError;
import io.vedette.broker.filter.BoundedText;
import io.vedette.contracts.proto.config.Check;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Check type {@code tcp}: whether a port answers, and with what. Keys: {@code port}; {@code use_ssl} with {@code header_Host} (whom to ask for),
 * {@code ca_chain}, {@code certificate_file}, {@code key_file}, {@code ciphers}; {@code banner_match} (regex on what the other side says first);
 * {@code send_body}; {@code body_match} (regex on the first 1,024 bytes of the answer to it). Times are whole milliseconds.
 */
@Component
final class TcpModule implements CheckModule {
    private static final int MOST_READ = 1024;

    private final ClientTls tls;

    TcpModule(ClientTls tls) {
        this.tls = tls;
    }

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public List<FieldError> verify(Check check) {
        List<FieldError> errors = new ArrayList<>(new Fields(check)
                .target()
                .required("port")
                .wholeNumber("port", 1, 65535)
                .flag("use_ssl")
                .pattern("banner_match")
                .pattern("body_match")
                .errors());
        errors.addAll(tls.verify(check));
        return errors;
    }

    @Override
    public CheckResult run(Check check, long nowMs) throws IOException, GeneralSecurityException {
        long start = System.nanoTime();
        Collected collected = new Collected(nowMs);
        boolean usesTls = Fields.isTrue(check, "use_ssl");
        CertificateWitness witness = tls.witness(check);
        try (Socket plain = connect(check, Integer.parseInt(check.getConfigOrThrow("port")));
                Socket socket = usesTls ? shaken(plain, check, witness) : plain) {
            collected.count("tt_connect", msSince(start));
            if (usesTls) {
                collected.flag("ssl_available", true).addAll(witness.samples(nowMs, session(socket)));
            }
            String flaw = conversation(check, socket, start, collected);
            collected.count("duration", msSince(start));
            return new CheckResult(true, flaw.isEmpty(), flaw.isEmpty() ? "connected" : flaw, collected.samples());
        } catch (SSLException e) {
            collected.flag("ssl_available", false).addAll(witness.samples(nowMs, null));
            String reason = witness.error().isEmpty() ? String.valueOf(e.getMessage()) : witness.error();
            return new CheckResult(false, false, "TLS: " + reason, collected.samples());
        }
    }

    /** A connection to the check's target within the check's timeout. */
    static Socket connect(Check check, int port) throws IOException {
        Socket socket = new Socket();
        try {
            int timeoutMs = Math.toIntExact(check.getTimeoutMs());
            socket.connect(new InetSocketAddress(Targets.address(check), port), timeoutMs);
            socket.setSoTimeout(timeoutMs);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket shaken(Socket plain, Check check, CertificateWitness witness)
            throws GeneralSecurityException, IOException {
        return tls.over(plain, check, witness, check.getConfigOrDefault("header_Host", check.getTarget()));
    }

    private static @Nullable SSLSession session(Socket socket) {
        return socket instanceof SSLSocket secured ? secured.getSession() : null;
    }

    /** What is said, in order; returns what does not match, empty when all does. */
    private static String conversation(Check check, Socket socket, long start, Collected collected) throws IOException {
        String flaw = heard(check, "banner_match", "banner", socket, start, collected);
        String send = check.getConfigOrDefault("send_body", "");
        if (!send.isEmpty()) {
            socket.getOutputStream().write(send.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        String bodyFlaw = heard(check, "body_match", "body", socket, start, collected);
        return flaw.isEmpty() ? bodyFlaw : flaw;
    }

    private static String heard(Check check, String key, String what, Socket socket, long start, Collected collected)
            throws IOException {
        String wanted = check.getConfigOrDefault(key, "");
        if (wanted.isEmpty()) {
            return "";
        }
        byte[] first = new byte[MOST_READ];
        int read = Math.max(0, socket.getInputStream().read(first));
        if (collected.samples().stream().noneMatch(sample -> sample.name().equals("tt_firstbyte"))) {
            collected.count("tt_firstbyte", msSince(start));
        }
        String text = new String(first, 0, read, StandardCharsets.UTF_8);
        boolean matches = BoundedText.matcher(wanted, text).find();
        collected.text(what, text.strip()).flag(key, matches);
        return matches ? "" : what + " does not match";
    }

    static long msSince(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos).toMillis();
    }
}
