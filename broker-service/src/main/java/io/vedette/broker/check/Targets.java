package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;
import io.vedette.contracts.reach.DeniedAddressException;
import io.vedette.contracts.reach.Reach;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a check goes: its target's address, by {@code resolve_rtype}, one of {@code prefer-ipv4} (default), {@code prefer-ipv6}, {@code force-ipv4} and
 * {@code force-ipv6}; and what {@code %[…]} in its configuration stands for.
 */
final class Targets {
    static final String RESOLVE = "resolve_rtype";
    static final Set<String> WAYS = Set.of("prefer-ipv4", "prefer-ipv6", "force-ipv4", "force-ipv6");

    private static final Pattern PLACE = Pattern.compile("%\\[([A-Za-z0-9_.:-]+)]");

    private Targets() {}

    /**
     * The address of a check's target.
     *
     * @throws UnknownHostException when it has none of the wanted family
     * @throws DeniedAddressException when nobody may connect there
     */
    static InetAddress address(Check check) throws UnknownHostException, DeniedAddressException {
        return address(check.getTarget(), check.getConfigOrDefault(RESOLVE, "prefer-ipv4"));
    }

    static InetAddress address(String host, String way) throws UnknownHostException, DeniedAddressException {
        boolean wantsFour = way.endsWith("ipv4");
        InetAddress[] all = InetAddress.getAllByName(host);
        Optional<InetAddress> wanted = Arrays.stream(all)
                .filter(address -> address instanceof Inet4Address == wantsFour)
                .findFirst();
        if (wanted.isEmpty() && way.startsWith("force")) {
            throw new UnknownHostException(host + " has no address for " + way);
        }
        return Reach.ofThisProcess().checked(wanted.orElse(all[0]));
    }

    /** The check with every {@code %[target]}, {@code %[target_ip]}, {@code %[name]}, {@code %[module]} and {@code %[<key>]} in its configuration filled in. */
    static Check filledIn(Check check) throws UnknownHostException, DeniedAddressException {
        return filledIn(check, true);
    }

    /** The same without asking for the target's address, to see whether the rest can work. */
    static Check sketched(Check check) {
        try {
            return filledIn(check, false);
        } catch (UnknownHostException | DeniedAddressException e) {
            throw new IllegalStateException("nobody was asked", e);
        }
    }

    private static Check filledIn(Check check, boolean asks) throws UnknownHostException, DeniedAddressException {
        if (check.getConfigMap().values().stream().noneMatch(value -> value.contains("%["))) {
            return check;
        }
        boolean needsAddress = check.getConfigMap().values().stream().anyMatch(value -> value.contains("%[target_ip]"));
        String ip = asks && needsAddress ? address(check).getHostAddress() : "192.0.2.1";
        Check.Builder filled = check.toBuilder();
        for (Map.Entry<String, String> entry : check.getConfigMap().entrySet()) {
            StringBuilder value = new StringBuilder();
            Matcher places = PLACE.matcher(entry.getValue());
            while (places.find()) {
                String word = places.group(1);
                String meant = word.equals("target_ip") ? ip : meant(check, word, places.group());
                places.appendReplacement(value, Matcher.quoteReplacement(meant));
            }
            filled.putConfig(entry.getKey(), places.appendTail(value).toString());
        }
        return filled.build();
    }

    private static String meant(Check check, String word, String asWritten) {
        return switch (word) {
            case "target" -> check.getTarget();
            case "name" -> check.getName();
            case "module" -> check.getType();
            default -> check.getConfigOrDefault(word, asWritten);
        };
    }
}
