package io.vedette.broker.listen;

import io.vedette.broker.check.CheckBook;
import io.vedette.contracts.proto.config.Check;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which check takes what a sender sends: the one whose target is the sender's address, else the catch-all, which takes from this machine alone; with TLS the
 * one whose secret the sender asked for as its host.
 */
public final class SourceChecks {
    private static final String CATCH_ALL = "catch_all";

    private final CheckBook book;
    private final String type;
    private volatile List<Check> known;

    public SourceChecks(CheckBook book, String type) {
        this.book = book;
        this.type = type;
        known = read();
    }

    /** Looks again which checks there are. */
    public void refresh() {
        known = read();
    }

    public boolean isEmpty() {
        return known.isEmpty();
    }

    public Optional<Check> ofAddress(String address) {
        List<Check> now = known;
        return now.stream()
                .filter(check -> !isCatchAll(check) && check.getTarget().equals(address))
                .findFirst()
                .or(() -> now.stream()
                        .filter(check -> isCatchAll(check)
                                && InetAddress.ofLiteral(address).isLoopbackAddress())
                        .findFirst());
    }

    /** By a secret that stands before the host's first dot. */
    public Optional<Check> ofHost(String host) {
        int dot = host.indexOf('.');
        byte[] shown = (dot < 0 ? host : host.substring(0, dot)).getBytes(StandardCharsets.UTF_8);
        return known.stream()
                .filter(check -> {
                    String secret = check.getConfigOrDefault("secret", "");
                    // Names of hosts know no upper case.
                    byte[] wanted = secret.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
                    return wanted.length > 0 && MessageDigest.isEqual(wanted, shown);
                })
                .findFirst();
    }

    public static boolean isCatchAll(Check check) {
        return check.getConfigOrDefault(CATCH_ALL, "false").equals("true");
    }

    private List<Check> read() {
        return book.active().stream()
                .filter(check -> check.getType().equals(type))
                .toList();
    }
}
