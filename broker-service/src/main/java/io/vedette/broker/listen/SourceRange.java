package io.vedette.broker.listen;

import java.net.InetAddress;
import java.util.Optional;

/** The senders that a check's target names: one address, or a network such as {@code 10.0.0.0/8}. */
final class SourceRange {
    private final byte[] address;
    private final int bits;

    private SourceRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Empty for a target that is neither. */
    static Optional<SourceRange> of(String target) {
        int slash = target.indexOf('/');
        try {
            byte[] address = InetAddress.ofLiteral(slash < 0 ? target : target.substring(0, slash))
                    .getAddress();
            int all = address.length * Byte.SIZE;
            int bits = slash < 0 ? all : Integer.parseInt(target.substring(slash + 1));
            return bits < 0 || bits > all ? Optional.empty() : Optional.of(new SourceRange(address, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How many leading bits it gives; more of them are nearer. */
    int bits() {
        return bits;
    }

    boolean holds(InetAddress sender) {
        byte[] other = sender.getAddress();
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((other[whole] ^ address[whole]) & 0xff) >>> (Byte.SIZE - rest) == 0;
    }
}
