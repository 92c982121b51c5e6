package io.vedette.broker.door;

import io.vedette.broker.home.HomeSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.operator.OperatorCreationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ./vedette broker enrol} does: gets the certificate of a broker that does not run yet, from the enrolment door or by files that somebody
 * carries there. Its key never leaves the broker's folder. Ends with 1 when there is no certificate afterwards, with 2 when it was asked for what it
 * cannot do.
 */
public final class EnrolmentTool {
    private static final Set<String> FLAGS = Set.of("--offline", "--anew");
    private static final Set<String> OPTIONS = Set.of("--url", "--code", "--name", "--host", "--port", "--answer");
    private static final String USAGE = """
            broker enrol HOME --url URL --code CODE [--name NAME] [--host HOST] [--port PORT]
                asks for the certificate at the suite's address; HOST and PORT are where stratcons dial this broker
            broker enrol HOME --offline --code CODE [--name NAME] [--host HOST] [--port PORT]
                prints a request; have it sent: curl -H 'Content-Type: application/json' -d @request URL/v2/provision_broker > answer
            broker enrol HOME --answer FILE
                takes that answer
            --anew beside --code: of a broker that is stopped, the certificate it has is let go for one of a new key; with a code made for this broker it
                stays the broker it is, with its checks and its journal""";

    private final Path home;
    private final Map<String, String> options;
    private final PrintStream out;

    private EnrolmentTool(Path home, Map<String, String> options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    @SuppressWarnings("SystemOut") // the terminal is what this program talks to
    public static void main(String[] words) throws InterruptedException {
        System.exit(run(words, System.out));
    }

    static int run(String[] words, PrintStream out) throws InterruptedException {
        Map<String, String> options = new HashMap<>();
        boolean isUnderstood = words.length > 2 && words[0].equals("enrol");
        for (int i = 2; isUnderstood && i < words.length; i++) {
            if (FLAGS.contains(words[i])) {
                options.put(words[i], "");
            } else {
                isUnderstood = OPTIONS.contains(words[i]) && i + 1 < words.length;
                options.put(words[i], isUnderstood ? words[++i] : "");
            }
        }
        if (!isUnderstood || !options.getOrDefault("--port", "1").matches("[1-9]\\d{0,4}")) {
            out.println(USAGE);
            return 2;
        }
        try {
            return new EnrolmentTool(Path.of(words[1]), options, out).run();
        } catch (IOException | GeneralSecurityException | OperatorCreationException | IllegalArgumentException e) {
            out.println("No certificate: " + e);
            return 1;
        }
    }

    private int run() throws IOException, GeneralSecurityException, OperatorCreationException, InterruptedException {
        CredentialFiles files = new CredentialFiles(new HomeSettings(home));
        boolean isHeld = files.load().isPresent();
        if (isHeld && !options.containsKey("--anew")) {
            out.println("The broker of " + home + " has a certificate already.");
            return 0;
        }
        EnrolmentClient client =
                new EnrolmentClient(settings(), files, JsonMapper.builder().build());
        String answer = options.get("--answer");
        if (answer != null) {
            return told(client.take(Files.readString(Path.of(answer))));
        }
        if (!options.containsKey("--code")) {
            out.println(USAGE);
            return 2;
        }
        if (isHeld) {
            files.giveUp();
        }
        if (options.containsKey("--offline")) {
            out.println(client.written());
            return 0;
        }
        return told(client.enrol());
    }

    private EnrolmentSettings settings() {
        String url = options.get("--url");
        return new EnrolmentSettings(
                url == null ? null : URI.create(url),
                options.getOrDefault("--code", ""),
                options.getOrDefault("--name", "broker"),
                options.getOrDefault("--host", "127.0.0.1"),
                Integer.parseInt(options.getOrDefault("--port", "43191")),
                Duration.ofSeconds(8));
    }

    private int told(EnrolmentClient.Outcome outcome) {
        return switch (outcome) {
            case EnrolmentClient.Outcome.Enrolled(Credentials credentials) -> {
                out.println("Enrolled as " + credentials.chain().getFirst().getSubjectX500Principal() + ", until "
                        + credentials.chain().getFirst().getNotAfter().toInstant());
                yield 0;
            }
            case EnrolmentClient.Outcome.Rejected(String reason) -> {
                out.println("No certificate: " + reason);
                yield 1;
            }
            case EnrolmentClient.Outcome.Retryable(String cause) -> {
                out.println("No certificate, try again: " + cause);
                yield 1;
            }
        };
    }
}
