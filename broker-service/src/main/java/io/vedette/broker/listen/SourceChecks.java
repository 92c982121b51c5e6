package io.vedette.broker.listen;

import io.vedette.broker.check.CheckBook;
import io.vedette.contracts.proto.config.Check;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which check takes what a sender sends: the one whose target is the sender's address, else the smallest network it is in, else the catch-all, which takes
 * from this machine alone; of several the oldest. With TLS the one whose secret the sender asked for as its host.
 */
public final class SourceChecks {
    private static final String CATCH_ALL = "catch_all";
    private static final int NEVER = -2;
    private static final int CAUGHT = -1;

    private final CheckBook book;
    private final String type;
    private volatile List<Source> known;

    private record Source(Check check, Optional<SourceRange> range) {

        /** The higher, the nearer. */
        int nearness(InetAddress sender) {
            if (isCatchAll(check)) {
                return sender.isLoopbackAddress() ? CAUGHT : NEVER;
            }
            return range.filter(r -> r.holds(sender)).map(SourceRange::bits).orElse(NEVER);
        }
    }

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

    /** All that are active, the oldest first. */
    public List<Check> all() {
        return known.stream().map(Source::check).toList();
    }

    public Optional<Check> ofAddress(String address) {
        return allOfAddress(address).stream().findFirst();
    }

    /** All that would take from there, the nearest first. */
    public List<Check> allOfAddress(String address) {
        InetAddress sender = InetAddress.ofLiteral(address);
        return known.stream()
                .filter(source -> source.nearness(sender) > NEVER)
                .sorted(Comparator.comparingInt((Source source) -> -source.nearness(sender)))
                .map(Source::check)
                .toList();
    }

    /** By a secret that stands before the host's first dot. */
    public Optional<Check> ofHost(String host) {
        int dot = host.indexOf('.');
        byte[] shown = (dot < 0 ? host : host.substring(0, dot)).getBytes(StandardCharsets.UTF_8);
        return known.stream()
                .map(Source::check)
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

    private List<Source> read() {
        return book.active().stream()
                .filter(check -> check.getType().equals(type))
                .sorted(Comparator.comparingLong(Check::getId))
                .map(check -> new Source(check, SourceRange.of(check.getTarget())))
                .toList();
    }
}
