package io.vedette.contracts.reach;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which addresses are denied: link-local ones, and those that clouds give their metadata services, unless they are allowed by name. */
public final class Reach {
    /** Environment variable: addresses and networks (CIDR) that are allowed all the same, commas between. */
    public static final String VARIABLE = "VEDETTE_REACH_ALLOWED";

    /** Alibaba, Oracle, Azure; AWS and Google over IPv6. */
    private static final Set<InetAddress> METADATA = Set.of(
            InetAddress.ofLiteral("100.100.100.200"),
            InetAddress.ofLiteral("192.0.0.192"),
            InetAddress.ofLiteral("168.63.129.16"),
            InetAddress.ofLiteral("fd00:ec2::254"),
            InetAddress.ofLiteral("fd20:ce::254"));

    private static final Set<String> NAMES = Set.of("metadata", "metadata.google.internal", "instance-data");
    private static final Reach OF_THIS_PROCESS =
            new Reach(networks(System.getenv().getOrDefault(VARIABLE, "")));
    private static final int V4_BYTES = 4;
    private static final int SIX_TO_FOUR = 0x2002;

    private final List<Network> allowed;

    private Reach(List<Network> allowed) {
        this.allowed = allowed;
    }

    /** As the environment says. */
    public static Reach ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * @param allowed as in {@link #VARIABLE}
     * @throws IllegalArgumentException when it names no networks
     */
    public static Reach allowing(String allowed) {
        return new Reach(networks(allowed));
    }

    /** @throws DeniedAddressException when nobody may connect there */
    public InetAddress checked(InetAddress address) throws DeniedAddressException {
        if (denies(address)) {
            throw new DeniedAddressException(address);
        }
        return address;
    }

    /**
     * Resolves a name and looks at all its addresses.
     *
     * @throws UnknownHostException when it has none
     * @throws DeniedAddressException when one of them is denied
     */
    public void check(String host) throws UnknownHostException, DeniedAddressException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            checked(address);
        }
    }

    public boolean denies(InetAddress address) {
        return isDenied(address) && allowed.stream().noneMatch(network -> network.has(address));
    }

    /** Whether a host as somebody writes it is denied before anybody resolves it: an address, in brackets or not, or a name known for it. */
    public boolean deniesLiteral(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return denies(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return NAMES.contains(bare.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isDenied(InetAddress address) {
        if (address.isLinkLocalAddress() || METADATA.contains(address)) {
            return true;
        }
        InetAddress inside = address instanceof Inet6Address six ? hidden(six.getAddress()) : null;
        return inside != null && isDenied(inside);
    }

    /** The IPv4 address that an IPv6 one is a way to, by translation or a tunnel; null when it is none. */
    private static @Nullable InetAddress hidden(byte[] six) {
        byte[] translated = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
        int front = Byte.toUnsignedInt(six[0]) * 256 + Byte.toUnsignedInt(six[1]);
        if (front == SIX_TO_FOUR) {
            return four(six, 2);
        }
        byte[] head = Arrays.copyOf(six, translated.length);
        return Arrays.equals(head, translated) || Arrays.equals(head, new byte[translated.length])
                ? four(six, translated.length)
                : null;
    }

    private static InetAddress four(byte[] six, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(six, from, from + V4_BYTES));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Network> networks(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .map(Network::of)
                .toList();
    }

    /** @param bits how many of the address's first bits count */
    private record Network(InetAddress address, int bits) {
        static Network of(String text) {
            int slash = text.indexOf('/');
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = address.getAddress().length * Byte.SIZE;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > most) {
                throw new IllegalArgumentException(text + " is no network");
            }
            return new Network(address, bits);
        }

        boolean has(InetAddress other) {
            byte[] ours = address.getAddress();
            byte[] theirs = other.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
